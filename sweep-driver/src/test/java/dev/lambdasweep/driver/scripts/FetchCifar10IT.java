package dev.lambdasweep.driver.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lambdasweep.driver.scripts.Script.Ended;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchCifar10IT {
  private static final String FOLDER = "cifar-10-batches-bin";

  @TempDir Path directory;
  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private byte[] archive;
  private HttpServer server;
  private Path data;
  private Script script;

  @BeforeEach
  void serveAnArchive() throws Exception {
    Path batch = directory.resolve("made").resolve(FOLDER).resolve("test_batch.bin");
    Files.createDirectories(batch.getParent());
    Files.write(batch, new byte[3073]);
    Path made = directory.resolve("made.tar.gz");
    Process tar =
        new ProcessBuilder(
                "tar", "-czf", made.toString(), "-C", directory.resolve("made").toString(), FOLDER)
            .start();
    assertThat(tar.waitFor()).isZero();
    archive = Files.readAllBytes(made);

    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/whole", exchange -> send(exchange, archive, archive.length));
    server.createContext("/truncated", exchange -> send(exchange, archive, archive.length - 1));
    server.createContext(
        "/short",
        exchange -> send(exchange, Arrays.copyOf(archive, archive.length - 1), archive.length - 1));
    server.createContext("/endless", this::stall);
    server.start();

    data = directory.resolve("data");
    script =
        Script.named("fetch-cifar10", directory)
            .with("CIFAR10_BYTES", Integer.toString(archive.length))
            .with(
                "CIFAR10_SHA256",
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive)));
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void unpacksTheArchive() throws Exception {
    Ended ended = from("/whole").run("data");

    assertThat(ended.messages()).isEmpty();
    assertThat(ended.output())
        .isEqualTo("Downloading %s%nCIFAR-10 is in data/%s%n".formatted(url("/whole"), FOLDER));
    assertThat(ended.exitCode()).isZero();
    assertThat(names(data)).containsExactly(FOLDER);
    assertThat(data.resolve(FOLDER).resolve("test_batch.bin")).hasSize(3073);
  }

  @Test
  void leavesExistingFiles() throws Exception {
    Files.createDirectories(data.resolve(FOLDER));

    Ended ended = from("/nowhere").run("data");

    assertThat(ended)
        .isEqualTo(new Ended(0, "CIFAR-10 is already in data/%s%n".formatted(FOLDER), ""));
    assertThat(names(data)).containsExactly(FOLDER);
  }

  @Test
  void refusesAnotherChecksum() throws Exception {
    Ended ended = from("/whole").with("CIFAR10_SHA256", "00").run("data");

    assertThat(ended.messages())
        .matches(
            "Invalid archive from \\S+: SHA-256 [0-9a-f]{64}, must be 00 \\(try another mirror\\)\n");
    assertRefused(ended);
  }

  @Test
  void refusesAnotherSize() throws Exception {
    Ended ended = from("/short").run("data");

    assertThat(ended.messages())
        .isEqualTo(
            "Invalid archive from %s: %d bytes, must be %d (try again)%n"
                .formatted(url("/short"), archive.length - 1, archive.length));
    assertRefused(ended);
  }

  @Test
  void refusesADownloadThatBreaksOff() throws Exception {
    Ended ended = from("/truncated").run("data");

    assertThat(ended.messages()).contains("Cannot download " + url("/truncated"));
    assertRefused(ended);
  }

  @Test
  void reportsAnUnreachableAddress() throws Exception {
    Ended ended = from("/nowhere").run("data");

    assertThat(ended.messages())
        .endsWith(
            "Cannot download %s: curl ended with code 22 (try again, or name a mirror in CIFAR10_URL)%n"
                .formatted(url("/nowhere")));
    assertRefused(ended);
  }

  @Test
  void leavesNothingWhenItIsStopped() throws Exception {
    Process process = from("/endless").start("data");
    requested.await();
    process.toHandle().destroy();

    assertThat(Script.end(process).exitCode()).isEqualTo(143);
    assertThat(names(data)).isEmpty();
  }

  @Test
  void startsAgainAfterItWasKilled() throws Exception {
    Process process = from("/endless").start("data");
    requested.await();
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly().waitFor();
    children.forEach(ProcessHandle::destroyForcibly);

    assertThat(from("/whole").run("data").exitCode()).isZero();
    assertThat(data.resolve(FOLDER).resolve("test_batch.bin")).hasSize(3073);
  }

  private void assertRefused(Ended ended) throws IOException {
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(names(data)).isEmpty();
  }

  private Script from(String path) {
    return script.with("CIFAR10_URL", url(path));
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** Promises the whole archive and sends the first bytes of it. */
  private static void send(HttpExchange exchange, byte[] archive, int bytes) throws IOException {
    exchange.sendResponseHeaders(200, archive.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(archive, 0, bytes);
    }
  }

  private void stall(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, archive.length);
    exchange.getResponseBody().write(archive, 0, 10);
    exchange.getResponseBody().flush();
    requested.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
