// Reads the Parquet part of a dataset with hyparquet, a reader that has nothing to do with our writer, and compares every
// cell with the CSV part of the same dataset.
//
//   npm install hyparquet hyparquet-compressors
//   node check.mjs <folder of a dataset written with --format csv,parquet>
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

const parse = text => {
  const rows = [[]]
  let cell = '', quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (quoted) {
      if (c !== '"') cell += c
      else if (text[i + 1] === '"') { cell += c; i++ } else quoted = false
    } else if (c === '"') quoted = true
    else if (c === ',' || c === '\n') {
      rows.at(-1).push(cell)
      cell = ''
      if (c === '\n') rows.push([])
    } else cell += c
  }
  rows.pop()
  return rows
}

const parts = (folder, found = []) => {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) parts(path, found)
    else found.push(path)
  }
  return found
}

const read = async path => {
  const raw = readFileSync(path)
  const file = raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length)
  const known = Object.fromEntries([...path.matchAll(/(area|year)=([^/]+)/g)].map(m => [m[1], m[2] === 'unknown' ? '' : m[2]]))
  return (await parquetReadObjects({ file, compressors })).map(row => ({ ...known, ...row }))
}

const folder = process.argv[2]
let cells = 0, wrong = 0
for (const table of readdirSync(join(folder, 'parquet')).sort()) {
  const [head, ...rows] = parse(readFileSync(join(folder, 'csv', table + '.csv'), 'utf8'))
  const got = []
  for (const path of parts(join(folder, 'parquet', table)).sort()) got.push(...await read(path))
  if (got.length !== rows.length) { console.log(`${table}: ${got.length} rows, CSV has ${rows.length}`); wrong++ }
  for (let i = 0; i < Math.min(got.length, rows.length); i++) {
    for (let j = 0; j < head.length; j++) {
      const value = got[i][head[j]]
      const said = value === null || value === undefined ? '' : typeof value === 'string' ? value : String(Number(value))
      const want = /^'[=+@\t\r-]/.test(rows[i][j]) ? rows[i][j].slice(1) : rows[i][j]
      cells++
      if (said !== want && !(said !== '' && want !== '' && Number(said) === Number(want))) {
        if (wrong++ < 10) console.log(`${table} row ${i + 1} ${head[j]}: "${said}", CSV has "${want}"`)
      }
    }
  }
}
console.log(`${cells} cells compared, ${wrong} differ`)
process.exit(wrong || !cells ? 1 : 0)
