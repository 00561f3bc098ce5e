package dev.lambdasweep.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import dev.lambdasweep.core.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryFolderTest {
  private static final int NOBODY = 65534;

  @TempDir private Path directory;
  private Path home;
  private Path temporary;
  private Path inHome;
  private Path inTemporary;

  @BeforeEach
  void makeHomeAndTemporaryDirectory() throws IOException {
    directory = directory.toRealPath();
    home = Files.createDirectory(directory.resolve("home"));
    temporary = Files.createDirectory(directory.resolve("temporary"));
    setMode(temporary, 01777);
    inHome = home.resolve(".cache/lambda-sweep");
    inTemporary = temporary.resolve("lambda-sweep-ada");
  }

  @Test
  void symbolsOfTheBundledLibrariesAreInvisibleToOthers() {
    assumeTrue(Loader.getPlatform().equals("linux-x86_64"));
    assertThat(Blas.names()).contains("oneDNN", "OpenBLAS");
    NativeLibrary process = NativeLibrary.getProcess();
    for (String symbol : List.of("dnnl_version", "openblas_get_corename")) {
      assertThatThrownBy(() -> process.getFunction(symbol)).isInstanceOf(LinkageError.class);
    }
    assertThat(process.getFunction("malloc")).isNotNull();
  }

  @Test
  void isPrivateBelowTheHomeAndFoundAgain() throws IOException {
    assertThat(folder()).isEqualTo(inHome);
    assertThat(permissions(inHome)).isEqualTo("rwx------");
    Files.writeString(inHome.resolve("library.so"), "unpacked");
    assertThat(folder()).isEqualTo(inHome);
    assertThat(inHome).isDirectoryContaining("glob:**/library.so");
    assertThat(temporary).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(ints = {0777, 0770, 0702, 0750, 0701})
  void passesOverAFolderThatOthersMayUse(int mode) throws IOException {
    setMode(Files.createDirectories(inHome), mode);

    assertThat(folder()).isEqualTo(inTemporary);
    assertThat(permissions(inTemporary)).isEqualTo("rwx------");
    assertThat(inHome).isEmptyDirectory();
  }

  @Test
  void passesOverAFolderThatOthersMayReplace() throws IOException {
    setMode(home, 0777);

    assertThat(folder()).isEqualTo(inTemporary);
  }

  @Test
  void passesOverALinkThatAnotherMayHaveMade() throws IOException {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    setMode(elsewhere, 0700);
    Files.createDirectory(home.resolve(".cache"));
    Files.createSymbolicLink(inHome, elsewhere);

    assertThat(folder()).isEqualTo(inTemporary);
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void passesOverAHomeThatIsMissing() throws IOException {
    Files.delete(home);

    assertThat(folder()).isEqualTo(inTemporary);
    assertThat(home).doesNotExist();
    assertThat(LibraryFolder.safe(Path.of("?"), temporary, "ada")).isEqualTo(inTemporary);
  }

  @Test
  void refusesFoldersOfAnotherUser() throws IOException {
    giveToNobody(home);
    setMode(Files.createDirectory(inTemporary), 0700);
    giveToNobody(inTemporary);

    assertRefused(home + " belongs to another user", "it belongs to another user");
  }

  @Test
  void refusesWhatWasPlantedInTheTemporaryDirectory() throws IOException {
    Files.delete(home);
    setMode(Files.createDirectory(inTemporary), 0777);

    assertRefused("there is no directory " + home, "its mode is 777, not 700");
  }

  @Test
  void refusesATemporaryDirectoryInWhichOthersMayRename() throws IOException {
    setMode(home, 0775);
    setMode(temporary, 0777);

    assertRefused("other users may write to " + home, "other users may write to " + temporary);
  }

  @Test
  void refusesFilesInPlaceOfFolders() throws IOException {
    Files.writeString(home.resolve(".cache"), "");
    Files.writeString(inTemporary, "");

    assertRefused("it cannot be created", "it cannot be created");
  }

  private Path folder() {
    return LibraryFolder.safe(home, temporary, "ada");
  }

  private void assertRefused(String ofHome, String ofTemporary) {
    assertThatThrownBy(this::folder)
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot find a private folder for native libraries: %s: %s; %s: %s"
                + " (set one that only you can write to with -Dorg.bytedeco.javacpp.cachedir=DIR)",
            inHome, ofHome, inTemporary, ofTemporary);
  }

  private static void setMode(Path file, int mode) throws IOException {
    Files.setAttribute(file, "unix:mode", mode);
  }

  private static void giveToNobody(Path file) throws IOException {
    assumeTrue(
        Files.getAttribute(Path.of("/"), "unix:uid")
            .equals(Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS)),
        "only root may give files away");
    Files.setAttribute(file, "unix:uid", NOBODY);
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
