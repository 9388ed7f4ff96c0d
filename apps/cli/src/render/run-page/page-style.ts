/** The one style sheet of a run's page. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5d6b7c; --line: #d5dce4; --ground: #fff; --panel: #f5f7fa;
  --ok: #2e7d4f; --bad: #b3372f; --open: #a8770f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e9ef; --soft: #98a5b3; --line: #37424f; --ground: #12171d;
  --panel: #1b222b; --ok: #58b983; --bad: #e0746c; --open: #d9a93f; } }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem; color: var(--ink); background: var(--ground);
  font: 16px/1.55 system-ui, sans-serif; }
h1 { font-size: 1.35rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
h3 { font-size: .95rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
.soft { color: var(--soft); }
.ok { color: var(--ok); } .bad { color: var(--bad); } .open { color: var(--open); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .75rem 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.panel { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem;
  margin: .5rem 0; }
.prose { white-space: pre-wrap; overflow-wrap: anywhere; }
img, video { max-width: 100%; height: auto; } audio { width: 100%; }
.wide { overflow-x: auto; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: .25rem 0; font: .85rem/1.5 ui-monospace, monospace;
  max-height: 24rem; overflow-y: auto; }
svg { display: block; font: 13px system-ui, sans-serif; }
svg text { fill: var(--ink); } svg .small { font-size: 11px; fill: var(--soft); }
.node { fill: var(--panel); stroke: var(--line); } .node-ok { stroke: var(--ok); } .node-bad { stroke: var(--bad); }
.edge { fill: none; stroke: var(--soft); stroke-width: 1.5; } .tip { fill: var(--soft); }
.bar-ok { fill: var(--ok); } .bar-failed { fill: var(--bad); } .bar-open { fill: var(--open); }
.rule { stroke: var(--line); }
`;
