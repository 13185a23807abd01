/** Why a run could not do its work, and what to type next. `where` is a file, with a line where one is known. */
export interface Problem {
  readonly where?: string
  readonly message: string
  readonly fix?: string
}

/** Usage, configuration or input and output: the program says so and exits with 2. All problems at once. */
export class RunError extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map(({ message }) => message).join('; '), options)
    this.name = 'RunError'
    this.problems = problems
  }
}

/** @throws {RunError} with all of them, where there are some */
export function throwIfAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new RunError(problems)
}
