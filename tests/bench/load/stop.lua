-- For the scripts of wrk beside it: after REQUESTS answers wrk stops; without REQUESTS when its duration ends.
local ffi = require("ffi")
ffi.cdef("int kill(int pid, int signal); int getpid(void);")

local limit = tonumber(os.getenv("REQUESTS") or "0")
local answered = 0

function response()
  answered = answered + 1
  if answered == limit then
    wrk.thread:stop()
    ffi.C.kill(ffi.C.getpid(), 2) -- SIGINT: else wrk's main thread sleeps for the rest of the duration
  end
end
