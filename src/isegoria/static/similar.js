// While the title of a new proposal is typed: what stands there already is shown under it. Without this script the same
// list is the next page.
//
//   <div data-similar="URL" data-of="title"></div>   asks URL?title=... and shows the answer; `data-of` is the control's name

for (const place of document.querySelectorAll('[data-similar]')) {
  const control = document.querySelector(`form [name="${place.dataset.of}"]`)
  if (!control) continue
  place.setAttribute('aria-live', 'polite')
  control.closest('.field').after(place)
  let waiting, turn = 0
  const ask = async () => {
    const asked = ++turn
    const url = new URL(place.dataset.similar, location.href)
    url.searchParams.set('title', control.value)
    try {
      const answer = await fetch(url, { credentials: 'same-origin' })
      const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : '', 'text/html')
      if (asked === turn) place.replaceChildren(...page.body.children)
    } catch { /* the list is shown on the next page anyway */ }
  }
  control.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(ask, 600) })
}
