package dev.lambdasweep.driver.config;

/** In which order an epoch passes the training images. */
public enum OrderName {
  /** anew in each epoch, from the trial's seed */
  SHUFFLED,
  /** as they are stored */
  NATURAL
}
