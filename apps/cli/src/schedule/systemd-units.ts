import { systemdWords } from "./quote-words.js";
import { commandWords, type ScheduledSync } from "./scheduled-sync.js";

/** Returns a service and a timer for a user's systemd, with what to do with them as comments. */
export function systemdUnits(sync: ScheduledSync): string {
  return `# ~/.config/systemd/user/hugginggpt-indexer.service
[Unit]
Description=Sync the HuggingGPT registry with the Hub
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
# HF_TOKEN=... for a higher limit and gated models; the file may be absent.
EnvironmentFile=-%h/.config/hugginggpt.env
ExecStart=${systemdWords(commandWords(sync))}
# SIGTERM ends a sync with everything committed; its exit code is no failure then.
SuccessExitStatus=143
TimeoutStopSec=15
Nice=10

# ~/.config/systemd/user/hugginggpt-indexer.timer
[Unit]
Description=Sync the HuggingGPT registry with the Hub regularly

[Timer]
OnBootSec=5min
OnUnitActiveSec=${Math.round(sync.everyMs / 1000)}s
RandomizedDelaySec=60

[Install]
WantedBy=timers.target

# Then: systemctl --user daemon-reload && systemctl --user enable --now hugginggpt-indexer.timer
# What it wrote: journalctl --user -u hugginggpt-indexer`;
}
