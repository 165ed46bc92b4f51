/** How things ended: findings, verdicts, obstacles, exit codes and the report of a run. */
package dev.autonomy.registry.outcome;
