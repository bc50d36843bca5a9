package org.hypercolumn.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with one page open. Mutable; one test's. */
final class Browser implements AutoCloseable {

    private static final List<String> CHROMIUM = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    private static final int HEIGHT = 900;

    /** It warns that it knows no typed commands for this Chromium; none are used. Kept, or it would forget its level. */
    private static final Logger COMMANDS = Logger.getLogger("org.openqa.selenium.devtools");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Where Chromium is; empty where it or its driver is not on the path. */
    static Optional<Path> chromium() {
        return onPath("chromedriver").isPresent()
                ? CHROMIUM.stream()
                        .map(Browser::onPath)
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder).resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts Chromium, which keeps what it writes in a folder.
     *
     * @param profile a new folder
     */
    static Browser start(Path profile) {
        COMMANDS.setLevel(Level.OFF);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium().orElseThrow().toString());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        // Told where the driver is, Selenium does not go and look for one.
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver").orElseThrow().toFile())
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Leaves the page; drops what the logs hold. */
    Browser forget() {
        driver.get("about:blank");
        driver.manage().logs().get(LogType.BROWSER);
        driver.manage().logs().get(LogType.PERFORMANCE);
        return this;
    }

    Browser open(Path page) {
        driver.get(page.toUri().toString());
        return this;
    }

    /** Sets the width of the view. */
    Browser width(int pixels) {
        // The window of a new headless Chromium has no frame, but does not get narrower than 500 pixels: the view can.
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    /** Sets what the system prefers, light or dark. */
    Browser theme(String theme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
        return this;
    }

    /** What the script, a function's body, returns. */
    Object run(String script) {
        return driver.executeScript(script);
    }

    WebElement element(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> elements(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    String text(String css) {
        return element(css).getText();
    }

    Browser click(String css) {
        element(css).click();
        return this;
    }

    /** Sends keys to whatever has the focus, which the page may replace at any moment: so not to an element of it. */
    Browser press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
        return this;
    }

    /** Waits until the expression is true; fails after the driver's time for scripts, 30 seconds. */
    Browser await(String expression) {
        driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                const look = () => %s ? done() : requestAnimationFrame(look);
                look();
                """.formatted(expression));
        return this;
    }

    /** Waits until the page of a neuron is shown: a new address is seen by the page only after a while. */
    Browser awaitNeuron(String title) {
        return await("document.querySelector('#neuron-title')?.textContent.trim() === '%s'".formatted(title));
    }

    /** Messages that the page, or the browser about the page, wrote to the console. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(Object::toString)
                .toList();
    }

    /** Addresses that were asked for since the last call, data: and the page itself left out. */
    List<String> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> entry.getMessage())
                .filter(message -> message.contains("\"Network.requestWillBeSent\""))
                .map(message -> message.replaceAll("(?s).*?\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
                .filter(url -> !url.startsWith("data:") && !url.startsWith("file:"))
                .toList();
    }

    /** The page as a printer gets it, in the size that its style asks for. */
    byte[] pdf() {
        Map<String, Object> printed =
                driver.executeCdpCommand("Page.printToPDF", Map.of("printBackground", true, "preferCSSPageSize", true));
        return Base64.getDecoder().decode((String) printed.get("data"));
    }

    Browser screenshot(Path file) throws IOException {
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        return this;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
