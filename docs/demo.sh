#!/bin/sh
# `make demo`: the main job on a copy of this workspace, from articles to published pages.
# The copy is made anew each time; one in which something was changed is kept under another name.
set -eu
cd "$(dirname "$0")/.."
demo=${1:-demo}
# Dated like the files of the repository, so that every machine makes the same ones.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-1777200000}
export SOURCE_DATE_EPOCH
# The record of a version names who published it, by git's name.
GIT_AUTHOR_NAME='News desk' GIT_AUTHOR_EMAIL=desk@example.org
export GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL

sums() { # of all that a person may change in the copy
    (cd "$1" && find articles catalogs glossary.csv published versions workflows -type f -exec cksum {} + | sort)
}

bold='' plain=''
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
    bold=$(printf '\033[1m') plain=$(printf '\033[0m')
fi

step() {
    printf '\n%s%s%s\n' "$bold" "$1" "$plain"
}

show() { # a command, and what it prints, in lines of 80 characters; tables as they are
    printf '\n%s$ %s%s\n' "$bold" "$1" "$plain"
    sh -c "$1" >"$out" || {
        status=$?
        cat "$out"
        exit "$status"
    }
    python -c '
import sys, textwrap
for line in open(sys.argv[1], encoding="utf-8"):
    wrapped = textwrap.fill(line, 80, subsequent_indent="    ", break_long_words=False)
    print(line.rstrip() if "  " in line else wrapped)
' "$out"
}

if [ -e "$demo" ]; then
    if [ -f "$demo/.as-made" ] && sums "$demo" | cmp -s - "$demo/.as-made"; then
        rm -rf "$demo"
    else
        number=1
        while [ -e "$demo-$number" ]; do number=$((number + 1)); done
        mv "$demo" "$demo-$number"
        echo "Something was changed in $demo/; it is kept as $demo-$number/."
    fi
fi
mkdir -p "$demo/catalogs/en"
# Of the catalogs only what a translator has finished: the news have yet to be drafted.
cp -R articles workflows glossary.csv "$demo"
cp -R catalogs/en/features "$demo/catalogs/en"
out=$(mktemp)
trap 'rm -f "$out"' EXIT
name=$demo
cd "$demo"

step "1. Articles in Ukrainian, in a copy of this workspace: $name/"
show "ls articles/*/*.*"
show "head -n 8 articles/news/school-agreement.txt"

step "2. They are cut into segments and drafted, here on this machine"
show "l10n sync"

step "3. A draft below its source, as a translator gets it (fuzzy: needs work)"
show "grep -B 6 -A 1 'Про це <a1>' catalogs/en/news/tram-line.md.po"

step "4. What people have translated; drafts do not count"
show "l10n coverage"

step "5. Pages: the news desk publishes drafts, with a label for its readers"
show "l10n publish"
show "head -n 10 published/en/news/school-agreement.txt"

sums . >.as-made
step "Where to look"
cat <<END
  $name/published/en/news/tram-line.md
      drafted; links, lists and tables are those of the article
  $name/published/en/features/radio-workshop.md
      finished by a person
  $name/catalogs/en/news/tram-line.md.po
      open it in Poedit or any editor and correct a draft, then:
  .venv/bin/l10n -C $name publish
      the page with your correction
  .venv/bin/l10n -C $name log --record
      how each version was made; all texts are kept in versions/
  .venv/bin/l10n -C $name status
      what is waiting, and what blocks publishing

The bundled model is a demonstration: it knows sentences like these, and leaves
all others empty. For real work install a full model (about 100 MB):
  .venv/bin/l10n models install uk en
END
