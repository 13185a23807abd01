import { quotedWord } from '../shell-word.ts'

/**
 * The command line that git runs in the top folder of a work tree, with a path behind it. A program that is installed for
 * the machine comes first, then that of the project, unless a commit brought it: looking at somebody's branch must not run
 * what is in it. Last comes the copy that wrote this, where it stands outside of the work tree. Where none is left, the hash
 * of the file still shows a change, for git gives up on the whole diff when the command fails.
 * @param folder of the project, from the top folder, with forward slashes; `''` for the same
 * @param program the absolute path of the running program, undefined where a commit could bring another one in its place
 */
export function textconvCommand(folder: string, program: string | undefined): string {
  const modules = quotedWord(`${folder === '' ? '' : `${folder}/`}node_modules`)
  const ours = `test -z "$(git ls-files -- ${modules})" && test "$(cd ${modules} 2>/dev/null && pwd -P)" = "$(pwd -P)"/${modules}`
  const ways = [
    'tks-trust textconv -- "$1" 2>/dev/null',
    `{ ${ours} && node ${modules}/tks-trust/dist/cli.js textconv -- "$1" 2>/dev/null; }`,
    ...(program === undefined ? [] : [`node ${quotedWord(program)} textconv -- "$1" 2>/dev/null`]),
    '{ echo "tks-trust is not installed; git diff --no-textconv shows the file as it is"; git hash-object --no-filters -- "$1"; }',
    'true',
  ]
  return `f() { ${ways.join(' || ')}; }; f`
}
