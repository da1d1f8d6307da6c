package dev.understudy.cli.io;

/**
 * The terminal that messages go to, if they go to one: somebody watches there how far a command is.
 *
 * @param columns of text in a line
 * @param timer says when the line about that is drawn
 */
public record MessageTerminal(int columns, ProgressTimer timer) {}
