/** The look of the audit page, on screen and on paper. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --muted: #566273; --line: #d4dae2; --mark: #fff1b8; --ground: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ebf2; --muted: #a3b0c0; --line: #38424f; --mark: #5b4b12; --ground: #14181e; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); margin: 0 auto; max-width: 72rem; padding: 2rem 1.25rem 6rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; } h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; border-block: 1px solid var(--line); padding: .6rem 0; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); gap: .4rem 1.5rem; }
dt { color: var(--muted); font-size: .85rem; } dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; } th { text-align: left; color: var(--muted); font-weight: 600; font-size: .85rem; }
th, td { border-bottom: 1px solid var(--line); padding: .4rem .75rem .4rem 0; vertical-align: top; } td p { margin: 0; }
small { color: var(--muted); } .statement small { display: block; } .statement { margin: .5rem 0; }
.draft { color: #a8400a; font-weight: 600; } .signed { color: #1b6b3a; font-weight: 600; }
@media (prefers-color-scheme: dark) { .draft { color: #f0a070; } .signed { color: #7fd0a0; } a { color: #8ab8ff; } }
mark { background: var(--mark); color: inherit; } audio { height: 2rem; width: 14rem; display: block; }
:target { outline: 2px solid #3b74d8; outline-offset: 3px; }
@media print { nav, audio { display: none; } body { max-width: none; padding: 0; } }
`;
