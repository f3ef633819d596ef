-- For wrk: each request is the claim of another user or in another campaign; after REQUESTS answers wrk stops.
-- Files in the working directory: tokens.txt, campaigns.txt. Without REQUESTS it goes on until wrk's duration ends.
local ffi = require("ffi")
ffi.cdef("int kill(int pid, int signal); int getpid(void);")

local limit = tonumber(os.getenv("REQUESTS") or "0")
local tokens, campaigns, sent, answered = {}, {}, 0, 0

function init()
  for line in io.lines("tokens.txt") do tokens[#tokens + 1] = line end
  for line in io.lines("campaigns.txt") do campaigns[#campaigns + 1] = line end
end

function request()
  local token = tokens[sent % #tokens + 1]
  local campaign = campaigns[math.floor(sent / #tokens) % #campaigns + 1]
  sent = sent + 1
  return wrk.format("POST", "/api/v1/campaigns/" .. campaign .. "/claims", { ["Authorization"] = "Bearer " .. token }, "")
end

function response()
  answered = answered + 1
  if answered == limit then
    wrk.thread:stop()
    ffi.C.kill(ffi.C.getpid(), 2) -- SIGINT: else wrk's main thread sleeps for the rest of the duration
  end
end
