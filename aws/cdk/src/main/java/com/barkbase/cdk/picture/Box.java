package com.barkbase.cdk.picture;

import java.util.List;

/** One thing of the picture: what it is, and the names of those that it stands for. */
record Box(String stack, String title, List<String> names) {
    static final int WIDTH = 166;
    private static final int HEAD = 24;
    private static final int LINE = 16;

    int height() {
        return HEAD + LINE * names.size() + 6;
    }
}
