/** What Java is shown once, so that it keeps the classes of a seed ready for use (JEP 483). */
package dev.autonomy.registry.cli.lesson;
