package dev.lambdasweep.driver.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTextTest {
  @ParameterizedTest
  @CsvSource({
    "valid_accuracy, 0.51724, 0.5172",
    "valid_accuracy_se, 0.00707, 0.0071",
    "test_loss, 12.34567, 12.3457",
    "valid_r2, -1234567.8, -1234567.8000",
    "valid_rmse, 57.505, 57.5050",
    "valid_rmse, 999999.6, 1000000",
    "valid_rmse, 99999.96, 100000",
    "valid_rmse, 123456789.1, 123457000",
    "valid_mae, 0.00123456789, 0.00123457",
    "valid_mae, 1.5e-7, 1.5e-7",
    "valid_mae, 0, 0",
    "spread, -2, -2.00000",
    "spread, 1e300, 1e300"
  })
  void showsFourDecimalsOfAFigureWithoutUnitAndSixDigitsOfAnother(
      String column, double figure, String text) {
    assertThat(FigureText.of(column, figure)).isEqualTo(text);
  }

  @Test
  void namesFiguresInSentences() {
    assertThat(FigureText.phrase("valid_accuracy")).isEqualTo("validation accuracy");
    assertThat(FigureText.phrase("train_rmse")).isEqualTo("training RMSE");
    assertThat(FigureText.phrase("test_r2")).isEqualTo("test R²");
    assertThat(FigureText.phrase("mean_distance")).isEqualTo("mean distance");
    assertThat(FigureText.name("valid_mae")).isEqualTo("valid mae");
  }
}
