// What is nicer with a script. Everything works without it.

// The summary of errors is read out first.
document.getElementById('errors')?.focus();

// A choice that has its own button acts at once; the button is for those without a script.
for (const select of document.querySelectorAll('select[data-at-once]')) {
  select.addEventListener('change', () => select.form.requestSubmit());
  select.form.querySelector('button')?.setAttribute('hidden', '');
}

// Drafts save themselves while somebody types; what came of it is told beside the buttons.
for (const form of document.querySelectorAll('form[data-save-to]')) {
  const told = form.querySelector('[data-saved]');
  let waiting;
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const reply = await fetch(form.dataset.saveTo, { method: 'POST', body: new FormData(form) });
      const saved = await reply.json();
      told.textContent = saved.text;
      const revision = form.elements.namedItem('revision');
      if (saved.revision !== undefined && revision !== null) revision.value = saved.revision;
    }, 1500);
  });
}

// A terminal that nobody touches goes back to its start, for the next person.
const { home, homeAfterMinutes } = document.body.dataset;
if (home !== undefined) {
  let leaving;
  const stay = () => {
    clearTimeout(leaving);
    leaving = setTimeout(() => location.assign(home), Number(homeAfterMinutes) * 60_000);
  };
  for (const sign of ['input', 'keydown', 'pointerdown']) addEventListener(sign, stay);
  stay();
}

// What goes on is sent as it happens; who reads a table from the keyboard keeps the place.
for (const part of document.querySelectorAll('[data-live]')) {
  const source = new EventSource(part.dataset.live);
  source.addEventListener('message', ({ data }) => {
    if (part.contains(document.activeElement)) return;
    part.innerHTML = data;
  });
}

// A session ends by itself: who is still there is told two minutes before.
const { idleMinutes, endsSoon } = document.body.dataset;
if (idleMinutes !== undefined && document.querySelector('[data-live]') === null) {
  setTimeout(
    () => {
      const warning = document.createElement('div');
      warning.className = 'notice notice-warning';
      warning.setAttribute('role', 'alert');
      warning.textContent = endsSoon;
      document.querySelector('main').prepend(warning);
    },
    (Number(idleMinutes) - 2) * 60_000,
  );
}
