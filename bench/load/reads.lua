-- For wrk: asks for the paths of paths.txt in turn; after REQUESTS answers wrk stops, without REQUESTS when its duration ends.
local ffi = require("ffi")
ffi.cdef("int kill(int pid, int signal); int getpid(void);")

local limit = tonumber(os.getenv("REQUESTS") or "0")
local requests, sent, answered = {}, 0, 0

function init()
  for line in io.lines("paths.txt") do requests[#requests + 1] = wrk.format("GET", line) end
end

function request()
  sent = sent + 1
  return requests[sent % #requests + 1]
end

function response()
  answered = answered + 1
  if answered == limit then
    wrk.thread:stop()
    ffi.C.kill(ffi.C.getpid(), 2) -- SIGINT: else wrk's main thread sleeps for the rest of the duration
  end
end
