export const isPublicRoot = (_id: string): boolean => false
