// What a page does better with a script; every page works without it.
//
//   <form data-replace="A B">            a POST sent in place; the regions A and B are taken from the answer
//   <form data-live="A"> <a data-live="A">   a GET (filters, order, pages): region A is replaced and the address follows
//   data-region="A"                      a part that can be replaced; data-announce="words" inside it is said aloud
//   data-max="150"                       letters left, said when few are left
//   data-errors                          the summary of errors: it gets the focus
//   <form data-bulk>                     counts the rows that are chosen, into [data-count]
//   data-session-ends="1200"             warns two minutes before; data-stay="URL" keeps the session
//   <details class="pop">                menus close with Escape and by a click elsewhere
// The words come from the data attributes of <body>, already in the reader's language.

const words = document.body.dataset
const say = (text, n) => (text || '').replace('{n}', new Intl.NumberFormat(document.documentElement.lang).format(n))

const voice = document.createElement('p')
voice.className = 'vh'
voice.setAttribute('role', 'status')
document.body.append(voice)
function announce(text) {
  voice.textContent = ''
  setTimeout(() => { voice.textContent = text }, 100)
}

// -- replacing parts of the page ---------------------------------------------------------------------------------

const region = (page, name) => page.querySelector(`[data-region="${CSS.escape(name)}"]`)
const names = (element, key) => (element.dataset[key] || '').split(/\s+/).filter(Boolean)

async function fetched(url, options) {
  const answer = await fetch(url, { credentials: 'same-origin', headers: { 'X-Requested-With': 'fetch' }, ...options })
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  return { answer, page }
}

// A region's new text, or null when the answer is another page: then we go there.
function replace(page, wanted) {
  const found = wanted.map((name) => [region(document, name), region(page, name)])
  if (!found.some(([here, there], at) => here && there && wanted[at] !== 'flashes')) return null
  const focused = document.activeElement
  const key = focused && focused.id
  const inside = found.some(([here]) => here && here.contains(focused))
  for (const [here, there] of found) if (here && there) here.replaceWith(document.adoptNode(there))
  if (inside) {
    const again = (key && document.getElementById(key)) || region(document, wanted[0])?.querySelector('button, a[href], input, select, textarea')
    again?.focus({ preventScroll: true })
  }
  prepare(document)
  const said = region(document, 'flashes')?.innerText.trim() || document.querySelector('[data-announce]')?.dataset.announce
  return said || ''
}

function busy(wanted, on) {
  for (const name of wanted) region(document, name)?.setAttribute('aria-busy', on)
}

async function send(form, button) {
  const wanted = names(form, 'replace')
  const body = new URLSearchParams(new FormData(form))
  if (button?.name) body.append(button.name, button.value)
  busy(wanted, true)
  try {
    const { answer, page } = await fetched(form.action, { method: 'POST', body })
    const said = replace(page, wanted)
    if (said === null) location.href = answer.redirected ? answer.url : form.action
    else announce(said)
  } catch {
    announce(words.failed)
  } finally {
    busy(wanted, false)
  }
}

let asked = 0
async function show(url, wanted, remember) {
  const turn = ++asked
  busy(wanted, true)
  try {
    const { answer, page } = await fetched(url)
    if (turn !== asked) return
    const said = answer.ok ? replace(page, wanted) : null
    if (said === null) { location.href = url; return }
    document.title = page.title
    if (remember) history.pushState({ wanted }, '', url)
    announce(said || words.updated)
  } catch {
    if (turn === asked) location.href = url
  } finally {
    busy(wanted, false)
  }
}

function address(form) {
  const query = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (value !== '' && typeof value === 'string') query.append(name, value)
  const url = new URL(form.action || location.href)
  url.search = query
  url.hash = ''
  return url.href
}

document.addEventListener('submit', (event) => {
  const form = event.target
  if (event.defaultPrevented || event.submitter?.formAction && event.submitter.hasAttribute('formaction')) return
  if (names(form, 'replace').length && form.method === 'post' && !form.querySelector('[type=file]')) {
    event.preventDefault()
    send(form, event.submitter)
  } else if (names(form, 'live').length && form.method === 'get') {
    event.preventDefault()
    if (location.hash === `#${form.id}`) history.replaceState(history.state, '', '#list')
    show(address(form), names(form, 'live'), true)
  }
})

document.addEventListener('change', (event) => {
  const form = event.target.form
  if (form && names(form, 'live').length && event.target.matches('[type=checkbox], [type=radio], select')) show(address(form), names(form, 'live'), true)
})

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[data-live]')
  if (!link || !names(link, 'live').length || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
  event.preventDefault()
  const wanted = names(link, 'live')
  show(link.href, wanted, true).then(() => {
    if (link.rel || link.closest('.pager')) region(document, wanted[0])?.scrollIntoView({ block: 'start' })
  })
})

addEventListener('popstate', (event) => {
  if (event.state?.wanted) show(location.href, event.state.wanted, false)
  else if (document.querySelector('[data-live]') && !location.hash) location.reload()
})

// -- letters left ------------------------------------------------------------------------------------------------

let saying
function count(control) {
  const left = control.dataset.max - control.value.length
  const line = document.getElementById(`${control.id}-left`)
  line.textContent = say(left < 0 ? words.over : words.left, Math.abs(left))
  line.classList.toggle('err', left < 0)
  clearTimeout(saying)
  if (document.activeElement === control && left <= control.dataset.max / 5) saying = setTimeout(() => announce(line.textContent), 1000)
}

function counted(control) {
  const line = document.createElement('p')
  line.className = 'hint'
  line.id = `${control.id}-left`
  control.after(line)
  control.setAttribute('aria-describedby', `${control.getAttribute('aria-describedby') || ''} ${line.id}`.trim())
  control.addEventListener('input', () => count(control))
  count(control)
}

// -- rows of a table, menus, session -----------------------------------------------------------------------------

function counting(form) {
  const tell = () => {
    const line = form.querySelector('[data-count]')
    if (line) line.textContent = say(words.selected, form.querySelectorAll('.sel :checked').length)
  }
  form.addEventListener('change', tell)
  tell()
}

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  for (const menu of document.querySelectorAll('details.pop[open]')) {
    const inside = menu.contains(document.activeElement)
    menu.open = false
    if (inside) menu.querySelector('summary').focus()
  }
})
document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('details.pop[open]')) if (!menu.contains(event.target)) menu.open = false
})

function guarded(box) {
  const stay = box.querySelector('[data-stay]')
  let before
  const start = () => {
    box.hidden = true
    before = setTimeout(() => { box.hidden = false; announce(box.innerText) }, Math.max(0, box.dataset.sessionEnds - 120) * 1000)
  }
  stay.addEventListener('click', async () => {
    clearTimeout(before)
    await fetch(stay.dataset.stay, { credentials: 'same-origin' }).catch(() => announce(words.failed))
    start()
  })
  start()
}

// A line of links that is wider than a phone shows where one is.
function shown(links) {
  const here = links.querySelector('[aria-current]')
  if (here) links.scrollLeft += here.getBoundingClientRect().left - links.getBoundingClientRect().left - 24
}

// -- beginning, and again after a part was replaced ----------------------------------------------------------------

const prepared = new WeakSet()
function each(page, selector, make) {
  for (const element of page.querySelectorAll(selector)) if (!prepared.has(element)) { prepared.add(element); make(element) }
}
function prepare(page) {
  each(page, ':is(input, textarea)[data-max][id]', counted)
  each(page, 'form[data-bulk]', counting)
  each(page, '[data-session-ends]', guarded)
  each(page, '[data-errors]', (summary) => summary.focus())
  each(page, '.desk > nav, .tabs', shown)
}
prepare(document)
