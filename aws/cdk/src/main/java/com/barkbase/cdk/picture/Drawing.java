package com.barkbase.cdk.picture;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Boxes and arrows as SVG. Each stack is a band, from the functions at the top to the database at the bottom. All has
 * colours of its own, so that the picture reads on light pages and on dark ones.
 */
final class Drawing {
    private static final List<String> BANDS = List.of("Services", "SharedResources", "Network", "Database");
    private static final int WIDTH = 1240;
    private static final int COLUMNS = 6;
    private static final int MARGIN = 20;
    private static final int GAP = 44;
    private static final int TITLE = 50;

    private static final String LEGEND = "Thin: uses, or may read. Thick: may open a connection."
            + " Drawn from the templates by ./barkbase synth --picture.";

    private record Place(int x, int y) {}

    private final List<Box> boxes;
    private final Collection<Arrow> arrows;
    private final Map<Box, Place> places = new LinkedHashMap<>();
    private final StringBuilder svg = new StringBuilder();
    private int bottom = MARGIN;

    Drawing(List<Box> boxes, Collection<Arrow> arrows) {
        this.boxes = boxes;
        this.arrows = arrows;
    }

    String svg() {
        BANDS.forEach(this::band);
        arrows.forEach(this::arrow);
        places.forEach(this::box);
        text(MARGIN, bottom - GAP + 24, 12, "normal", "#334155", LEGEND);
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="Helvetica,Arial,sans-serif">
                <title>BarkBase on AWS, drawn from its templates</title>
                <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9"
                markerUnits="userSpaceOnUse" orient="auto">
                <path d="M0,0 L8,4 L0,8 z" fill="#475569"/></marker></defs>
                <rect width="100%%" height="100%%" rx="10" fill="#f8fafc"/>
                %s</svg>
                """.formatted(WIDTH, bottom, svg);
    }

    private void band(String name) {
        List<Box> inside = boxes.stream()
                .filter(box -> box.stack().startsWith("Barkbase-" + name + "Stack-"))
                .toList();
        if (inside.isEmpty()) {
            return;
        }
        int inner = WIDTH - 4 * MARGIN;
        int columns = Math.min(inside.size(), COLUMNS);
        int step = columns == 1 ? 0 : (inner - Box.WIDTH) / (columns - 1);
        int y = bottom + TITLE;
        for (int row = 0; row * columns < inside.size(); row++) {
            List<Box> line = inside.subList(row * columns, Math.min(inside.size(), (row + 1) * columns));
            for (int column = 0; column < line.size(); column++) {
                places.put(line.get(column), new Place(2 * MARGIN + column * step, y));
            }
            y += line.stream().mapToInt(Box::height).max().orElse(0) + MARGIN;
        }
        rectangle(MARGIN, bottom, WIDTH - 2 * MARGIN, y - bottom, "#e2e8f0", "#94a3b8");
        text(MARGIN + 10, bottom + 19, 13, "bold", "#334155", inside.getFirst().stack());
        bottom = y + GAP;
    }

    private void box(Box box, Place at) {
        rectangle(at.x(), at.y(), Box.WIDTH, box.height(), "#ffffff", "#1d4ed8");
        text(at.x() + 10, at.y() + 17, 11, "normal", "#64748b", box.title());
        for (int line = 0; line < box.names().size(); line++) {
            text(
                    at.x() + 10,
                    at.y() + 35 + 16 * line,
                    12,
                    "bold",
                    "#0f172a",
                    box.names().get(line));
        }
    }

    private void arrow(Arrow arrow) {
        Place from = Objects.requireNonNull(places.get(arrow.from()));
        Place to = Objects.requireNonNull(places.get(arrow.to()));
        boolean strong = arrow.isConnection();
        svg.append("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" marker-end=\"url(#tip)\"/>%n"
                .formatted(
                        from.y() == to.y() ? along(from, to, arrow) : across(from, to, arrow),
                        strong ? "#b45309" : "#475569",
                        strong ? "2.5" : "1.2"));
    }

    /** Between neighbours of a row straight, else in an arc above those between. */
    private static String along(Place from, Place to, Arrow arrow) {
        boolean right = to.x() > from.x();
        int middle = Math.min(arrow.from().height(), arrow.to().height()) / 2;
        int x1 = right ? from.x() + Box.WIDTH : from.x();
        int x2 = right ? to.x() : to.x() + Box.WIDTH;
        if (Math.abs(x2 - x1) < Box.WIDTH) {
            return "M%d,%d L%d,%d".formatted(x1, from.y() + middle, x2, to.y() + middle);
        }
        int top1 = from.x() + Box.WIDTH / 2 + (right ? 30 : -30);
        int top2 = to.x() + Box.WIDTH / 2 + (right ? -30 : 30);
        return "M%d,%d C%d,%d %d,%d %d,%d"
                .formatted(top1, from.y(), top1, from.y() - 24, top2, to.y() - 24, top2, to.y());
    }

    private static String across(Place from, Place to, Arrow arrow) {
        boolean down = to.y() > from.y();
        int x1 = from.x() + Box.WIDTH / 2;
        int x2 = to.x() + Box.WIDTH / 2 + Integer.signum(from.x() - to.x()) * 24;
        int y1 = down ? from.y() + arrow.from().height() : from.y();
        int y2 = down ? to.y() : to.y() + arrow.to().height();
        int middle = (y1 + y2) / 2;
        return "M%d,%d C%d,%d %d,%d %d,%d".formatted(x1, y1, x1, middle, x2, middle, x2, y2);
    }

    private void rectangle(int x, int y, int width, int height, String fill, String stroke) {
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\" stroke=\"%s\"/>%n"
                .formatted(x, y, width, height, fill, stroke));
    }

    private void text(int x, int y, int size, String weight, String colour, String text) {
        svg.append("<text x=\"%d\" y=\"%d\" font-size=\"%d\" font-weight=\"%s\" fill=\"%s\">%s</text>%n"
                .formatted(x, y, size, weight, colour, text));
    }
}
