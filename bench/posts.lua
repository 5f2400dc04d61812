-- Requests from a file of lines "path <tab> cookie <tab> body"; with "once" each of them is sent one time.
local asks, at, once = {}, 0, false

function init(args)
  for line in io.lines(args[1]) do
    local path, cookie, body = line:match('([^\t]*)\t([^\t]*)\t(.*)')
    local headers = {Host = wrk.headers['Host'], Cookie = cookie ~= '' and cookie or nil}
    if body ~= '' then
      headers['Content-Type'] = 'application/x-www-form-urlencoded'
      asks[#asks + 1] = wrk.format('POST', path, headers, body)
    else
      asks[#asks + 1] = wrk.format('GET', path, headers)
    end
  end
  once = args[2] == 'once'
end

function request()
  at = at + 1
  if at > #asks then
    if once then wrk.thread:stop() end
    at = 1
  end
  return asks[at]
end

function done(summary)
  local errors = summary.errors
  local wrong = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('\n{"requests": %d, "seconds": %.6f, "wrong": %d}\n', summary.requests, summary.duration / 1000000, wrong))
end
