#!/usr/bin/env bash
# Writes deploy/SETTINGS.md from what the executables say of their settings.
set -euo pipefail
cd "$(dirname "$0")/.."
{
  cat <<'END'
# Settings 设置
Each setting is a flag (`--listen`), a variable (`TUPO_LISTEN`) or a key of the YAML file that `--config` names. Flags go
before variables, variables before the file, the file before the default. What is unknown or wrong ends the start: one line
each, with the file's line. Those that may be said several times are a list in a file, stand between commas in a variable,
and are repeated as flags. A variable that begins with `TUPO_` and is no setting ends the start too, but for those of the
command `tupo`, and those by which Kubernetes tells containers of services (`TUPO_SERVICE_HOST`). `investment` and `planning` are `tupo-reporting`'s only,
`indicators` is everybody's but its own.

每项设置可由选项、环境变量或`--config`所指YAML文件给出，优先级依次降低。未知或有误的设置一律拒绝启动，并指明位置。`investment`和`planning`仅用于`tupo-reporting`，`indicators`用于除其自身外的各服务。

END
  "${TUPO_BIN:-.build/debug}/tupo-reporting" --settings
  cat <<'END'

| exit code | what it tells | 说明 |
|---|---|---|
| 0 | it has drained | 正常结束 |
| 64 | the command line is wrong | 命令行有误 |
| 69 | something it needs is not to be had: the database, the address, data that another process owns | 所需资源不可用 |
| 70 | it failed while it ran; only a restart tells what was kept | 运行中失败 |
| 73 | a file or a folder cannot be made or written | 无法写入文件或目录 |
| 78 | a file or a variable is wrong, or a certificate is | 配置或证书有误 |
| 130, 143 | a second Ctrl-C or SIGTERM has ended it before it had drained | 再次收到信号，立即结束 |
END
} >deploy/SETTINGS.md
