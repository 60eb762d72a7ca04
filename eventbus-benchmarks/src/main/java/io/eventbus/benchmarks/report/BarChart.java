package io.eventbus.benchmarks.report;

import java.util.Locale;
import java.util.Map;

/** Draws a bar for each contender's median, with a line from the least to the most, as SVG. */
final class BarChart {

  private static final int WIDTH = 720;
  private static final int LEFT = 150;
  private static final int BAR_SPACE = 400;
  private static final int TOP = 40;
  private static final int ROW = 34;
  private static final int BAR = 20;

  private final Measure measure;
  private final String subject;

  /** A chart in which the subject stands out. */
  BarChart(Measure measure, String subject) {
    this.measure = measure;
    this.subject = subject;
  }

  String draw(String title, Map<String, Spread> bars) {
    double most =
        bars.values().stream().mapToDouble(Spread::max).filter(Double::isFinite).max().orElse(1);
    var svg = new StringBuilder();
    int height = TOP + ROW * bars.size() + 10;
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\""
                + " viewBox=\"0 0 %1$d %2$d\" font-family=\"sans-serif\" font-size=\"13\">%n"
                + "<rect width=\"%1$d\" height=\"%2$d\" fill=\"#ffffff\"/>%n",
            WIDTH,
            height));
    svg.append(text(10, 22, "start", title + ": " + measure.title()));
    int y = TOP;
    for (var bar : bars.entrySet()) {
      svg.append(row(bar.getKey(), bar.getValue(), y, BAR_SPACE / most));
      y += ROW;
    }
    return svg.append("</svg>\n").toString();
  }

  private String row(String name, Spread spread, int y, double scale) {
    int middle = y + BAR / 2;
    var label = text(LEFT - 8, middle + 4, "end", name);
    if (Double.isNaN(spread.median())) {
      return label + text(LEFT + 6, middle + 4, "start", "not measured");
    }
    return label
        + String.format(
            Locale.ROOT,
            "<rect x=\"%1$d\" y=\"%2$d\" width=\"%3$.1f\" height=\"%4$d\" fill=\"%5$s\"/>%n"
                + "<line x1=\"%6$.1f\" y1=\"%8$d\" x2=\"%7$.1f\" y2=\"%8$d\" stroke=\"#222222\"/>%n",
            LEFT,
            y,
            spread.median() * scale,
            BAR,
            name.equals(subject) ? "#2f6fb7" : "#b9c4d0",
            LEFT + spread.min() * scale,
            LEFT + spread.max() * scale,
            middle)
        + text(
            (int) (LEFT + spread.max() * scale) + 8,
            middle + 4,
            "start",
            measure.format(spread.median()));
  }

  private static String text(int x, int y, String anchor, String content) {
    var escaped = content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return String.format(
        Locale.ROOT,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"#222222\">%s</text>%n",
        x,
        y,
        anchor,
        escaped);
  }
}
