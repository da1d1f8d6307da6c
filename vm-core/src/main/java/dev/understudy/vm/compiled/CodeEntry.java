package dev.understudy.vm.compiled;

/**
 * A place where compiled code may be entered.
 *
 * @param path the budget that it takes at least
 */
record CodeEntry(CompiledRegion compiled, int address, int path) {}
