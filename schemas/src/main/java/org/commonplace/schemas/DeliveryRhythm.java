package org.commonplace.schemas;

/** How often deliveries come. */
public enum DeliveryRhythm {
  DAILY,
  WEEKLY,
  MONTHLY,
  QUARTERLY,
  YEARLY,
  /** With no agreed rhythm. */
  IRREGULAR
}
