package dev.lambdasweep.driver.setting.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueKindTest {
  @Test
  void includesOrExcludesEachBoundOfAReal() throws Unfit {
    Real closed = Real.between(-1, 1.5);
    Real open = new Real(-1, false, 1.5, false);

    assertThat(closed.parse(value("-1"))).isEqualTo(-1);
    assertThat(closed.parse(value("1.5"))).isEqualTo(1.5);
    assertThat(closed.broken(-1.01)).contains("at least -1");
    assertThat(closed.broken(1.51)).contains("at most 1.5");
    assertThat(open.broken(-1.0)).contains("above -1");
    assertThat(open.broken(1.5)).contains("below 1.5");
    assertThat(Real.atLeast(1e-9).broken(0.0)).contains("at least 0.000000001");
    assertThat(Real.above(1e300).broken(0.0)).contains("above 1E+300");
    assertThat(Real.between(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY).broken(1e308))
        .isEmpty();
  }

  @Test
  void readsFlagsAndWritesThemAsTextInColumns() throws Unfit {
    assertThat(new Flag().parse(value("true"))).isTrue();
    assertThat(new Flag().parse(value("\"false\""))).isFalse();
    assertThat(new Flag().cell(true)).isEqualTo("true");
    assertThatThrownBy(() -> new Flag().parse(value("1")))
        .isInstanceOf(Unfit.class)
        .hasMessage("true or false");
  }

  @Test
  void takesOneOfTheChoicesOfAText() throws Unfit {
    OneOf split = new OneOf(List.of("gini", "entropy"));

    assertThat(split.parse(value("gini"))).isEqualTo("gini");
    assertThatThrownBy(() -> split.parse(value("[gini]")))
        .isInstanceOf(Unfit.class)
        .hasMessage("one of gini, entropy");
  }

  private static ConfigValue value(String text) {
    return ConfigFactory.parseString("value = " + text).root().get("value");
  }
}
