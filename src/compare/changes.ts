import { keyOctets } from '../inspect/key-id.ts'
import type { Certificate, Change } from '../model.ts'
import { byCodeUnit } from '../order.ts'
import type { Item } from './snapshot.ts'

/** A certificate under its name. */
type Known = Item & { readonly certificate: Certificate }

/**
 * What is different between two lists, certificate by certificate, in the order of the names. A certificate is the same
 * when its DER is; another one of the same subject is a renewal where the key is the same too, else a replacement.
 */
export function changesBetween(before: readonly Item[], after: readonly Item[]): Change[] {
  const [old, now] = [byId(before), byId(after)]
  const stayed = [...now].flatMap(([id, item]) => {
    const was = old.get(id)
    return was === undefined ? [] : changeOfSame(was, item)
  })
  const gone = [...old].filter(([id]) => !now.has(id)).map(([, item]) => item)
  const come = [...now].filter(([id]) => !old.has(id)).map(([, item]) => item)
  const succeeded = [
    ...successions(
      'renewed',
      gone,
      come,
      ({ certificate }) => `${certificate.subject.text}\0${keyOctets(certificate)}`,
    ),
    ...successions('replaced', gone, come, ({ certificate }) => certificate.subject.text),
  ]
  return [
    ...stayed,
    ...succeeded,
    ...come.map(({ name, certificate }): Change => ({ kind: 'added', name, certificate })),
    ...gone.map(({ name, certificate }): Change => ({ kind: 'removed', name, certificate })),
  ].sort(
    (a, b) =>
      byCodeUnit(a.name, b.name) || byCodeUnit(a.kind, b.kind) || byCodeUnit(a.certificate.id, b.certificate.id),
  )
}

function byId(items: readonly Item[]): Map<string, Known> {
  const known = items.flatMap(({ certificate, ...item }): Known[] =>
    certificate === undefined ? [] : [{ ...item, certificate }],
  )
  return new Map(known.map(item => [item.certificate.id, item]))
}

/** A name is what nodes file a certificate under; where it came from and how it is encoded they never see. */
function changeOfSame(was: Known, { name, certificate, data, files }: Known): Change[] {
  if (was.name !== name) return [{ kind: 'renamed', name, before: was.name, certificate }]
  const [from, to] = [was.files ?? files, files ?? was.files]
  if (from !== undefined && to !== undefined && from.join('\n') !== to.join('\n'))
    return [{ kind: 'moved', name, certificate, from, to }]
  const reEncoded = was.data !== undefined && data !== undefined && was.data !== data
  return reEncoded ? [{ kind: 're-encoded', name, certificate }] : []
}

/** Pairs what is gone with what has come by a key, the same name first; what is paired is taken out of both. */
function successions(
  kind: 'renewed' | 'replaced',
  gone: Known[],
  come: Known[],
  keyOf: (item: Known) => string,
): Change[] {
  const changes: Change[] = []
  for (const item of [...come]) {
    const key = keyOf(item)
    // Certificates without a subject have nothing in common.
    const alike = item.certificate.subject.text === '' ? [] : gone.filter(other => keyOf(other) === key)
    const before = alike.find(({ name }) => name === item.name) ?? alike[0]
    if (before === undefined) continue
    gone.splice(gone.indexOf(before), 1)
    come.splice(come.indexOf(item), 1)
    const { name, certificate } = item
    changes.push({ kind, name, certificate, before: { name: before.name, certificate: before.certificate } })
  }
  return changes
}
