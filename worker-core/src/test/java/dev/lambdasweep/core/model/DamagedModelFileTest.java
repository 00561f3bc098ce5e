package dev.lambdasweep.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdasweep.core.UserException;
import dev.lambdasweep.core.nn.Precision;
import dev.lambdasweep.core.random.Philox;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedModelFileTest {
  private static final byte[] GOOD = ModelFile.write(Models.small(Precision.FLOAT32));

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void refusesAFileWithoutALength(int bytes) {
    assertRefused(Arrays.copyOf(GOOD, bytes), "it has only " + bytes + " bytes");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 100_000_001, Integer.MAX_VALUE, Long.MAX_VALUE})
  void refusesAnImpossibleLengthOfTheHeader(long length) {
    byte[] bytes = GOOD.clone();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
    assertRefused(bytes, "its header would have " + length + " bytes");
  }

  @Test
  void refusesATruncatedHeader() {
    assertRefused(Arrays.copyOf(GOOD, 100), "its header would have " + headerLength() + " bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"__metadata__\": ", "<html>", "{{}}"})
  void refusesAHeaderThatIsNotJson(String header) {
    assertRefused(withHeader(header), "its header is not JSON");
  }

  @Test
  void refusesAHeaderThatIsNestedTooDeeply() {
    assertRefused(withHeader("[".repeat(100_000)), "its header is not JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "    ", "null", "{\"__metadata__\": {\"format\": \"pt\"}}"})
  void refusesAnotherFormat(String header) {
    assertRefused(withHeader(header), "its format is not lambda-sweep 1");
  }

  @Test
  void refusesAnotherVersionOfTheFormat() {
    assertRefused(
        replaced("\"lambda-sweep 1\"", "\"lambda-sweep 2\""), "its format is not lambda-sweep 1");
  }

  @Test
  void refusesAFileWithoutATensor() {
    assertRefused(
        replaced("\"layers.1.bias\"", "\"layers.9.bias\""),
        "tensor layers.1.bias is not [4] numbers of type F32 or F64");
    assertRefused(
        replaced("\"standardizer.mean\"", "\"other.mean\""),
        "tensor standardizer.mean is not [3] numbers of type F64");
  }

  @Test
  void refusesNumbersOfAnotherType() {
    assertRefused(
        replaced(
            "\"layers.0.weight\":{\"dtype\":\"F32\"", "\"layers.0.weight\":{\"dtype\":\"F16\""),
        "tensor layers.0.weight is not [5, 3] numbers of type F32 or F64");
    assertRefused(
        replaced(
            "\"layers.0.weight\":{\"dtype\":\"F32\"", "\"layers.0.weight\":{\"dtype\":\"F64\""),
        "tensor layers.0.weight is not [5, 3] numbers of type F32 or F64");
    assertRefused(
        replaced(
            "\"standardizer.mean\":{\"dtype\":\"F64\"", "\"standardizer.mean\":{\"dtype\":\"F32\""),
        "tensor standardizer.mean is not [3] numbers of type F64");
  }

  @Test
  void refusesNumbersOfAnotherShape() {
    assertRefused(
        replaced("\"shape\":[5,3]", "\"shape\":[3,5]"),
        "tensor layers.0.weight is not [5, 3] numbers of type F32 or F64");
  }

  @ParameterizedTest
  @CsvSource({
    "-24, 0",
    "1, 24",
    "24, 0",
    "1000000, 1000024",
    "9223372036854775784, -9223372036854775808"
  })
  void refusesOffsetsOutOfRange(String from, String to) {
    assertRefused(
        replaced("[0,24]", "[" + from + "," + to + "]"),
        "tensor standardizer.mean is not [3] numbers of type F64");
  }

  @Test
  void refusesAFileCutAtItsEnd() {
    assertRefused(
        Arrays.copyOf(GOOD, GOOD.length - 1),
        "tensor layers.1.bias is not [4] numbers of type F32 or F64");
    assertRefused(
        Arrays.copyOf(GOOD, 8 + headerLength()),
        "tensor layers.0.weight is not [5, 3] numbers of type F32 or F64");
  }

  @Test
  void refusesAnInvalidNetwork() {
    assertRefused(
        replaced("relu", "tanh"), "its activation is 'tanh', must be one of relu, sigmoid");
    assertRefused(
        replaced("softmax_cross_entropy", "hinge"),
        "its loss is 'hinge', must be one of softmax_cross_entropy, multiple_binary_cross_entropy,"
            + " squared_error, huber");
    assertRefused(
        replaced("half_lambda", "l1"), "its l2 is 'l1', must be one of lambda, half_lambda");
    assertRefused(
        replaced("\\\"inputs\\\":3", "\\\"inputs\\\":0"), "Invalid inputs: 0, must be positive");
    assertRefused(replaced("0.007", "-1"), "Invalid lambda: -1.0, must be finite and at least 0");
    assertRefused(
        replaced("\\\"hidden\\\"", "\\\"hiden\\\""),
        "tensor layers.0.weight is not [4, 3] numbers of type F32 or F64");
  }

  @Test
  void refusesANetworkLargerThanAnyFile() {
    // 2³⁰ · 2³⁰ numbers of 8 bytes are 2⁶³ bytes, which as a long is the difference of the offsets
    byte[] bytes =
        withHeader(
            "{\"__metadata__\":{\"format\":\"lambda-sweep 1\",\"network\":\"{\\\"inputs\\\":"
                + "1073741824,\\\"hidden\\\":[],\\\"classes\\\":1073741824,\\\"activation\\\":"
                + "\\\"relu\\\",\\\"lambda\\\":0,\\\"l2\\\":\\\"lambda\\\"}\"},\"layers.0.weight\":"
                + "{\"dtype\":\"F64\",\"shape\":[1073741824,1073741824],\"data_offsets\":"
                + "[0,-9223372036854775808]}}");
    assertRefused(
        bytes, "tensor layers.0.weight is not [1073741824, 1073741824] numbers of type F32 or F64");
  }

  @Test
  void refusesAnInvalidStandardizer() {
    byte[] bytes = GOOD.clone();
    // the deviation of the first input, after the three means
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(8 + headerLength() + 24, 0);
    assertRefused(bytes, "Invalid deviation of input 0: 0.0, must be positive and finite");
  }

  @Test
  void readsAModelOrFailsWithOneMessageForAnyDamage() {
    Philox random = new Philox(1, 0);
    int models = 0;
    int messages = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = GOOD.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      if (random.nextInt(3) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 100));
      }
      try {
        assertThat(ModelFile.read(bytes, "a.safetensors").network().layers()).isNotEmpty();
        models++;
      } catch (UserException e) {
        assertThat(e).hasMessageStartingWith("Cannot read model a.safetensors: ");
        messages++;
      }
    }
    assertThat(models).isPositive();
    assertThat(messages).isPositive();
  }

  private static void assertRefused(byte[] bytes, String cause) {
    assertThatThrownBy(() -> ModelFile.read(bytes, "a.safetensors"))
        .isExactlyInstanceOf(UserException.class)
        .hasMessage(
            "Cannot read model a.safetensors: %s (it must be a .safetensors file that final has"
                + " saved)",
            cause);
  }

  private static int headerLength() {
    return (int) ByteBuffer.wrap(GOOD).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  /** The valid file with a replaced text in its header. */
  private static byte[] replaced(String text, String by) {
    String header = new String(GOOD, 8, headerLength(), StandardCharsets.UTF_8);
    assertThat(header).containsOnlyOnce(text);
    return withHeader(header.replace(text, by));
  }

  /** The valid file's tensors with another header. */
  private static byte[] withHeader(String header) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    int tensors = 8 + headerLength();
    return ByteBuffer.allocate(8 + text.length + GOOD.length - tensors)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .put(GOOD, tensors, GOOD.length - tensors)
        .array();
  }
}
