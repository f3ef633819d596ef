-- Runs a health script against stacks in every situation: lua health_test.lua health.lua
-- Prints a line per case, "ok" or "not ok" first, and fails when one is not ok.

local script = assert(arg[1], "usage: lua health_test.lua HEALTH_SCRIPT")
local file = assert(io.open(script))
local source = file:read("*a")
file:close()

-- Only what Argo CD's own sandbox has for certain.
local function evaluate(obj)
  local sandbox = { obj = obj, ipairs = ipairs, pairs = pairs, string = string, table = table, tostring = tostring, type = type }
  local chunk
  if setfenv then
    chunk = setfenv(assert(loadstring(source, script)), sandbox)
  else
    chunk = assert(load(source, script, "t", sandbox))
  end
  return chunk()
end

local generation = 7

local function condition(kind, status, message, observed)
  return { type = kind, status = status, reason = "Any", message = message, observedGeneration = observed or generation }
end

-- The conditions that the operator writes, always all five.
local function conditions(ready, progressing, degraded, stalled, observed)
  return {
    condition("Ready", ready, "ready: " .. ready, observed),
    condition("Progressing", progressing, "progressing: " .. progressing, observed),
    condition("Degraded", degraded, "degraded: " .. degraded, observed),
    condition("Reconciling", progressing, "progressing: " .. progressing, observed),
    condition("Stalled", stalled, "stalled: " .. stalled, observed),
  }
end

local function stack(status, spec, metadata)
  local obj = { metadata = { name = "shop", generation = generation }, spec = spec or {}, status = status }
  for key, value in pairs(metadata or {}) do
    obj.metadata[key] = value
  end
  return obj
end

local healthy = conditions("True", "False", "False", "False")

local cases = {
  { "no status yet", stack(nil), "Progressing", "operator" },
  { "an empty status", stack({}), "Progressing", "operator" },
  { "the status of a new stack", stack({ observedGeneration = -1 }), "Progressing", "waiting for the operator to look at the stack" },
  { "everything is there", stack({ observedGeneration = 7, conditions = healthy }), "Healthy", "ready: True" },
  { "a stale status that says Ready", stack({ observedGeneration = 6, conditions = conditions("True", "False", "False", "False", 6) }), "Progressing", "changed" },
  { "a stale status that says Stalled", stack({ observedGeneration = 6, conditions = conditions("False", "False", "False", "True", 6) }), "Progressing", "changed" },
  { "a stale condition in a current status", stack({ observedGeneration = 7, conditions = conditions("True", "False", "False", "False", 6) }), "Progressing", "waiting" },
  { "a rollout", stack({ observedGeneration = 7, conditions = conditions("False", "True", "False", "False") }), "Progressing", "ready: False" },
  { "a spec that cannot be carried out", stack({ observedGeneration = 7, conditions = conditions("False", "False", "False", "True") }), "Degraded", "stalled: True" },
  { "a component that is down", stack({ observedGeneration = 7, conditions = conditions("False", "False", "True", "False") }), "Degraded", "degraded: True" },
  { "a rollout that hangs", stack({ observedGeneration = 7, conditions = conditions("False", "True", "True", "False") }), "Degraded", "degraded: True" },
  { "suspended", stack({ observedGeneration = 7, conditions = conditions("Unknown", "False", "False", "False") }, { suspend = true }), "Suspended", "spec.suspend" },
  { "suspended and degraded", stack({ observedGeneration = 7, conditions = conditions("Unknown", "False", "True", "False") }, { suspend = true }), "Suspended", "spec.suspend" },
  { "suspended, not yet seen by the operator", stack({ observedGeneration = 6, conditions = healthy }, { suspend = true }), "Progressing", "changed" },
  { "suspend set to false", stack({ observedGeneration = 7, conditions = healthy }, { suspend = false }), "Healthy", "ready: True" },
  { "paused by annotation", stack({ observedGeneration = 7, conditions = conditions("Unknown", "False", "False", "False") }, nil, { annotations = { ["ecommercestack.dev/paused"] = "true" } }), "Suspended", "ecommercestack.dev/paused" },
  { "another annotation", stack({ observedGeneration = 7, conditions = healthy }, nil, { annotations = { team = "shop" } }), "Healthy", "ready: True" },
  { "being deleted", stack({ observedGeneration = 7, conditions = healthy }, nil, { deletionTimestamp = "2026-01-01T00:00:00Z" }), "Progressing", "deleted" },
  { "no conditions", stack({ observedGeneration = 7 }), "Progressing", "waiting" },
}

local failed = 0
for _, case in ipairs(cases) do
  local name, obj, status, message = case[1], case[2], case[3], case[4]
  local done, result = pcall(evaluate, obj)
  if done and result.status == status and string.find(result.message, message, 1, true) then
    print("ok     " .. name .. ": " .. status)
  else
    failed = failed + 1
    local got = done and (tostring(result.status) .. ", \"" .. tostring(result.message) .. "\"") or tostring(result)
    print("not ok " .. name .. ": want " .. status .. " with \"" .. message .. "\", got " .. got)
  end
end
os.exit(failed == 0 and 0 or 1)
