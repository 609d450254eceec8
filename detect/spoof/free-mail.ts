/** Well-known providers at which anyone opens an account, so that the domain says nothing about who writes. */
const FREE_MAIL = new Set(
  `aol.com arcor.de att.net bellsouth.net bigpond.com bk.ru bluewin.ch bol.com.br btinternet.com centrum.cz comcast.net
  cox.net daum.net earthlink.net email.cz excite.com fastmail.com fastmail.fm free.fr freemail.hu freenet.de gawab.com
  gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.fr gmx.net googlemail.com hanmail.net hotmail.co.uk hotmail.com
  hotmail.de hotmail.es hotmail.fr hotmail.it hushmail.com icloud.com ig.com.br inbox.lv inbox.ru interia.pl laposte.net
  libero.it list.ru live.ca live.co.uk live.com live.de live.fr live.it live.nl lycos.com mac.com mail.com mail.de mail.ru
  mailfence.com mailinator.com me.com msn.com myyahoo.com naver.com netscape.net netzero.net o2.pl onet.pl op.pl orange.fr
  outlook.com outlook.com.br outlook.de outlook.es outlook.fr outlook.it pm.me posteo.de proton.me protonmail.ch
  protonmail.com qq.com rambler.ru rediffmail.com rocketmail.com sapo.pt sbcglobal.net seznam.cz sfr.fr sina.com sky.com
  sohu.com t-online.de terra.com.br tiscali.it tuta.com tuta.io tutanota.com tutanota.de uol.com.br usa.net verizon.net
  virgilio.it wanadoo.fr walla.co.il web.de wp.pl ya.ru yahoo.ca yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com
  yahoo.com.ar yahoo.com.au yahoo.com.br yahoo.com.mx yahoo.de yahoo.es yahoo.fr yahoo.in yahoo.it yandex.com yandex.ru
  yeah.net ymail.com zoho.com zohomail.com 126.com 163.com`.split(/\s+/),
);

/** Whether anyone can get an address at this domain for nothing. */
export function isFreeMail(domain: string): boolean {
  return FREE_MAIL.has(domain);
}
