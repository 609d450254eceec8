// Shows how far the loading of the log files is, and opens the page when it has ended.
(() => {
  const { progress } = document.currentScript.dataset;
  const bar = document.querySelector('progress');
  const status = document.querySelector('[role=status]');

  const show = ({ file, fileNumber, files, fraction, isMakingFields, bytes, lines }) => {
    const megabytes = (bytes / 1e6).toLocaleString('en-US', { maximumFractionDigits: 1 });
    const read = `${megabytes} MB and ${lines.toLocaleString('en-US')} lines read`;
    if (isMakingFields) bar.removeAttribute('value');
    else bar.value = fraction;
    const doing = isMakingFields ? 'making the fields of the events' : `${Math.floor(fraction * 100)} %`;
    status.textContent = `${file} (file ${fileNumber} of ${files}): ${doing}, ${read}`;
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
