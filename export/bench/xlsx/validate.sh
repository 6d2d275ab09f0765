#!/usr/bin/env bash
# validate.sh SCHEMAS FILE.xlsx... — checks the parts of workbooks against the schemas of the format.
#
# SCHEMAS is a folder that holds the transitional schemas of ISO/IEC 29500-4 (sml.xsd, dml-chart.xsd,
# dml-spreadsheetDrawing.xsd and those they include, in one folder) and, in the same or another folder below it, those
# of ECMA-376 part 2 (opc-contentTypes.xsd, opc-relationships.xsd). They belong to their publishers and do not ship
# with this program. xmllint (Debian: libxml2-utils) and unzip are needed. Attributes and elements of namespaces that
# a part declares as ignorable are taken out first, as the format says readers do.
set -euo pipefail

[ $# -ge 2 ] || { sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2; }
schemas=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# schema_of PART — the schema that a part must obey; nothing for parts that are not looked at.
schema_of() {
	case $1 in
	'[Content_Types].xml') echo opc-contentTypes.xsd ;;
	*.rels) echo opc-relationships.xsd ;;
	xl/charts/chart*.xml) echo dml-chart.xsd ;;
	xl/drawings/drawing*.xml) echo dml-spreadsheetDrawing.xsd ;;
	xl/theme/*.xml) echo dml-main.xsd ;;
	docProps/app.xml) echo shared-documentPropertiesExtended.xsd ;;
	xl/*.xml) echo sml.xsd ;;
	esac
}

# without_ignorable FILE — the part as a reader without knowledge of later extensions sees it.
without_ignorable() {
	sed -E -e ':a;N;$!ba' -e 's/ mc:Ignorable="[^"]*"//g' -e 's/ xml:space="preserve"//g' \
		-e 's/ (xr|x14ac|x15|xr2|xr3):[a-zA-Z]+="[^"]*"//g' -e 's#<extLst>.*</extLst>##g' "$1"
}

bad=0
for file in "$@"; do
	dir=$work/unzipped
	rm -rf "$dir"
	mkdir "$dir"
	unzip -q "$file" -d "$dir"
	parts=0
	while IFS= read -r -d '' path; do
		name=${path#"$dir"/}
		schema=$(schema_of "$name")
		[ -n "$schema" ] || continue
		xsd=$(find "$schemas" -name "$schema" | head -n 1)
		[ -n "$xsd" ] || { echo "no $schema below $schemas"; exit 2; }
		without_ignorable "$path" > "$work/part.xml"
		parts=$((parts + 1))
		if ! xmllint --noout --nonet --schema "$xsd" "$work/part.xml" 2> "$work/log"; then
			bad=1
			echo "$file: $name"
			grep -v 'fails to validate' "$work/log" | cut -c1-400 | head -n 10
		fi
	done < <(find "$dir" -type f -print0 | sort -z)
	echo "$file: $parts parts looked at"
done
exit $bad
