/** The names a configuration can have, in the order in which messages list them. */
export const CONFIG_NAMES: readonly string[] = ['ts', 'mts', 'js', 'mjs', 'json', 'yaml', 'yml'].map(
  ending => `trust.config.${ending}`,
)
