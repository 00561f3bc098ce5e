package dev.lambdasweep.driver.setting;

/** Where images come from. */
public enum DataSourceName {
  /** CIFAR-10's binary files */
  CIFAR10,
  /** images made from a seed */
  SYNTHETIC,
  /** CIFAR-10 where its directory exists, else synthetic */
  AUTO
}
