# shellcheck shell=bash
# What the tests share: each check prints a line, and the end says how many passed and failed.

passed=0
failed=0

# check WHAT COMMAND... counts the command's success or failure; its output is shown when it fails.
check() {
  local what=$1 output
  shift
  if output=$("$@" 2>&1); then
    passed=$((passed + 1))
    printf 'ok      %s\n' "$what"
  else
    failed=$((failed + 1))
    printf 'FAILED  %s\n' "$what"
    printf '%s\n' "$output" | tail -n 20 | sed 's/^/        /'
  fi
}

# within SECONDS COMMAND... repeats the command until it succeeds.
within() {
  local deadline=$((SECONDS + $1)) output
  shift
  until output=$("$@" 2>&1); do
    ((SECONDS < deadline)) || {
      printf '%s\n' "$output"
      return 1
    }
    sleep 0.3
  done
}

# summary prints the counts, and fails when a check did.
summary() {
  printf '%d passed, %d failed\n' "$passed" "$failed"
  ((failed == 0))
}
