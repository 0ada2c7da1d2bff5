/**
 * Intake: from a partner's delivery to the lake, the ledger and a report the partner can act on.
 * One Beam element is one delivery; its rows are worked on by the kernel.
 *
 * <p>Start reading at {@link org.commonplace.jobs.intake.IntakeStage}, then {@code DeliveryIntake}.
 */
package org.commonplace.jobs.intake;
