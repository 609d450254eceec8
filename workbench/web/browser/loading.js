// Shows how far the loading of the log files is, and opens the page when it has ended.
(() => {
  const { progress } = document.currentScript.dataset;
  const bar = document.querySelector('progress');
  const status = document.querySelector('[role=status]');

  const show = ({ file, fileNumber, files, fraction, bytes }) => {
    const megabytes = (bytes / 1e6).toLocaleString('en-US', { maximumFractionDigits: 1 });
    if (fraction < 1) {
      bar.value = fraction;
      const percent = Math.floor(fraction * 100);
      status.textContent = `${file} (file ${fileNumber} of ${files}): ${percent} %, ${megabytes} MB read`;
    } else {
      bar.removeAttribute('value');
      status.textContent = `${megabytes} MB read, making the fields of the events`;
    }
  };

  const poll = async () => {
    try {
      const response = await fetch(progress, { cache: 'no-store' });
      const state = await response.json();
      if (state.isDone) {
        window.location.reload();
        return;
      }
      show(state);
    } catch {
      status.textContent = 'The workbench does not answer. Is it still running?';
    }
    setTimeout(poll, 300);
  };
  poll();
})();
