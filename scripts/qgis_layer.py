"""Loads a layer of dateline into QGIS without a window.

    QT_QPA_PLATFORM=offscreen python3 scripts/qgis_layer.py check MAP.geojson OUT.png
    QT_QPA_PLATFORM=offscreen python3 scripts/qgis_layer.py styled 'MAP.gpkg|layername=incidents' OUT.png
    QT_QPA_PLATFORM=offscreen python3 scripts/qgis_layer.py draw MAP.geojson COUNTRIES.gpkg OUT.png

`check` says what QGIS makes of the layer and fails where that is not what we promise. `styled` does so
for a layer with the style that lies beside or inside it. `draw` makes a
picture of it over country borders.
"""

import json
import sys

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsExpression,
    QgsFillSymbol,
    QgsMapRendererCustomPainterJob,
    QgsMapSettings,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProperty,
    QgsProviderRegistry,
    QgsRectangle,
    QgsRuleBasedLabeling,
    QgsRuleBasedRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerTemporalProperties,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFont, QImage, QPainter, QPen

WIDTH, HEIGHT = 1280, 760


def check(path, picture):
    """Fails unless QGIS sees one layer of points with a time span, and draws it."""
    faults = []

    def expect(what, got, wanted):
        if got != wanted:
            faults.append(f"{what}: {got!r}, expected {wanted!r}")

    with open(path, encoding="utf-8") as file:
        features = json.load(file)["features"]
    metadata = QgsProviderRegistry.instance().providerMetadata("ogr")
    sublayers = metadata.querySublayers(path, Qgis.SublayerQueryFlag.ResolveGeometryType)
    expect("layers", [QgsWkbTypes.displayString(it.wkbType()) for it in sublayers], ["Point"])
    layer = QgsVectorLayer(path, "dateline", "ogr")
    expect("valid", layer.isValid(), True)
    expect("features", layer.featureCount(), len(features))
    expect("reference system", layer.crs().authid(), "EPSG:4326")
    types = {it.name(): it.typeName() for it in layer.fields()}
    for name, wanted in [("date_start", "Date"), ("fatalities", "Integer"), ("confidence", "Real")]:
        expect(f"type of {name}", types.get(name), wanted)
    expect("label", layer.displayField(), "name")
    time = layer.temporalProperties()
    mode = QgsVectorLayerTemporalProperties.ModeFeatureDateTimeStartAndEndFromFields
    expect("time span", (time.mode() == mode, time.startField(), time.endField()), (True, "date_start", "date_end"))
    ids = [it["id"] for it in layer.getFeatures()]
    expect("distinct ids", len(set(ids)), len(features))

    settings = settings_of([layer], layer.extent(), 400, 300)
    image = drawn(settings)
    image.save(picture)
    white = QColor("white").rgb()
    inked = sum(image.pixel(x, y) != white for x in range(400) for y in range(300))
    expect("something drawn", inked > 50, True)
    for fault in faults:
        print(f"FAILED: QGIS: {fault}")
    if not faults:
        print(f"OK: QGIS {Qgis.version()}: one layer of {len(features)} points, time span found, {inked} pixels drawn")
    return not faults


def styled(path, picture):
    """Fails unless QGIS takes the layer's own style, understands all of it, and draws something by it."""
    layer = QgsVectorLayer(path, "dateline", "ogr")
    name = path.rsplit("/", 1)[-1]
    faults = []
    if not layer.isValid() or not layer.loadDefaultStyle()[1]:
        faults.append("no style is taken")
    elif layer.renderer().type() != "RuleRenderer":
        faults.append(f"drawn by {layer.renderer().type()}, not by rules")
    else:
        rules = layer.renderer().rootRule().children()
        words = [it.filterExpression() for it in rules if it.filterExpression()]
        words += [layer.labeling().settings().fieldName] if layer.labelsEnabled() else []
        faults += [f"not understood: {it}" for it in words if QgsExpression(it).hasParserError()]
        if "date_start" in layer.fields().names() and not layer.temporalProperties().isActive():
            faults.append("no time span")
    image = drawn(settings_of([layer], layer.extent(), 400, 300))
    image.save(picture)
    white = QColor("white").rgb()
    inked = sum(image.pixel(x, y) != white for x in range(400) for y in range(300))
    if inked < 50:
        faults.append("nothing drawn")
    for fault in faults:
        print(f"FAILED: QGIS: {name}: {fault}")
    if not faults:
        print(f"OK: QGIS: {name}: its style is taken, {inked} pixels drawn")
    return not faults


def draw(path, countries, picture):
    """Draws the incidents and locations of a layer over the countries of the world."""
    borders = QgsVectorLayer(countries, "countries", "ogr")
    land = QgsFillSymbol.createSimple({"color": "#f7f5ef", "outline_color": "#b9b4a7", "outline_width": "0.35"})
    borders.renderer().setSymbol(land)
    label_borders(borders)
    layer = QgsVectorLayer(path, "dateline", "ogr")
    style(layer)

    image = drawn(settings_of([layer, borders], extent(path), WIDTH, HEIGHT, QColor("#d6e4ee")))
    legend(image)
    image.save(picture)
    print(f"{picture}: {image.width()} x {image.height()}")
    return image.width() == WIDTH


def extent(path):
    """A box of the picture's shape around the incidents and whatever is finer than a region."""
    with open(path, encoding="utf-8") as file:
        features = json.load(file)["features"]
    fine = ("point", "place", "area")
    near = [
        it for it in features
        if it["properties"]["layer"] == "incident" or it["properties"]["geo_precision"] in fine
    ]
    xs = [it["geometry"]["coordinates"][0] for it in near]
    ys = [it["geometry"]["coordinates"][1] for it in near]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    height = max(height * 1.3, width * 1.3 * HEIGHT / WIDTH, 4)
    width = height * WIDTH / HEIGHT
    return QgsRectangle(middle_x - width / 2, middle_y - height / 2, middle_x + width / 2, middle_y + height / 2)


def style(layer):
    """Incidents in the file's own colours, places small and blue; hollow where the point is only the
    middle of something wide."""
    root = QgsRuleBasedRenderer.Rule(None)

    def rule(symbol, expression):
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, filterExp=expression))

    wide = "geo_precision IN ('region', 'country', 'continent')"
    area = QgsMarkerSymbol.createSimple(
        {"name": "circle", "size": "4.2", "color": "255,255,255,120", "outline_color": "#0072b2", "outline_width": "0.5"}
    )
    rule(area, f"layer = 'location' AND {wide}")
    place = QgsMarkerSymbol.createSimple(
        {"name": "circle", "size": "2.8", "color": "#0072b2", "outline_color": "white", "outline_width": "0.3"}
    )
    rule(place, f"layer = 'location' AND NOT {wide}")
    incident = QgsMarkerSymbol.createSimple(
        {"name": "diamond", "size": "5.6", "color": "#d55e00", "outline_color": "white", "outline_width": "0.5"}
    )
    incident.symbolLayer(0).setDataDefinedProperty(
        incident.symbolLayer(0).PropertyFillColor, QgsProperty.fromExpression("\"marker-color\"")
    )
    somewhere = QgsMarkerSymbol.createSimple(
        {"name": "diamond", "size": "5.6", "color": "255,255,255,160", "outline_color": "#d55e00", "outline_width": "0.6"}
    )
    rule(incident, f"layer = 'incident' AND NOT {wide}")
    rule(somewhere, f"layer = 'incident' AND {wide}")
    layer.setRenderer(QgsRuleBasedRenderer(root))

    told = (
        "replace(name, '; ', ' / ') || ': ' || lower(left(type, 1)) || substr(type, 2)"
        " || '\n' || CASE WHEN date_start = date_end THEN date_start ELSE coalesce(date_start, '?')"
        " || ' to ' || coalesce(date_end, '?') END"
        " || CASE WHEN fatalities IS NULL THEN '' ELSE '\n' || fatalities || ' killed' END"
        " || CASE WHEN injuries IS NULL THEN '' ELSE ', ' || injuries || ' injured' END"
    )
    labels = QgsRuleBasedLabeling.Rule(None)
    for expression, text, size, colour, bold, far in [
        ("layer = 'incident'", told, 9.5, "#8f3d00", True, 3.2),
        (f"layer = 'location' AND {wide}", "name", 9, "#1d4e6f", False, 2.6),
        (f"layer = 'location' AND NOT {wide}", "name", 9, "#1d4e6f", False, 1.8),
    ]:
        labels.appendChild(QgsRuleBasedLabeling.Rule(label(text, size, colour, bold, far), 0, 0, expression))
    layer.setLabeling(QgsRuleBasedLabeling(labels))
    layer.setLabelsEnabled(True)


def label(text, size, colour, bold, far):
    """Words beside a point, with a pale edge so that borders do not cross them."""
    settings = QgsPalLayerSettings()
    settings.fieldName, settings.isExpression = text, True
    settings.placement = QgsPalLayerSettings.OrderedPositionsAroundPoint
    settings.dist = far
    settings.multilineAlign = QgsPalLayerSettings.MultiFollowPlacement
    settings.setFormat(text_format(size, colour, bold))
    # No incident may go without its words; a place may.
    settings.priority = 10 if bold else 3
    settings.displayAll = bold
    settings.dataDefinedProperties().setProperty(
        QgsPalLayerSettings.PredefinedPositionOrder,
        QgsProperty.fromExpression("'R,L,BR,TR,BL,TL,B,T,BSR,BSL,TSR,TSL'"),
    )
    return settings


def label_borders(borders):
    """Names of countries, wide and pale."""
    settings = QgsPalLayerSettings()
    settings.fieldName, settings.isExpression = "upper(name)", True
    settings.placement = QgsPalLayerSettings.Horizontal
    settings.priority = 1
    settings.setFormat(text_format(11, "#a8a294", False, 2))
    root = QgsRuleBasedLabeling.Rule(None)
    root.appendChild(QgsRuleBasedLabeling.Rule(settings))
    borders.setLabeling(QgsRuleBasedLabeling(root))
    borders.setLabelsEnabled(True)


def text_format(size, colour, bold, spacing=0):
    font = QFont("DejaVu Sans")
    font.setBold(bold)
    font.setLetterSpacing(QFont.AbsoluteSpacing, spacing)
    made = QgsTextFormat()
    made.setFont(font)
    made.setSize(size)
    made.setColor(QColor(colour))
    edge = QgsTextBufferSettings()
    edge.setEnabled(True)
    edge.setSize(0.7)
    edge.setColor(QColor("#f7f5ef"))
    made.setBuffer(edge)
    return made


def legend(image):
    """What the signs mean, in the lower right corner."""
    rows = [
        ("diamond", True, "#d55e00", "incident"),
        ("diamond", False, "#d55e00", "incident somewhere in a region or country"),
        ("circle", True, "#0072b2", "town or spot that the text names"),
        ("circle", False, "#0072b2", "region or country that it names"),
    ]
    line, width = 28, 390
    left = image.width() - width - 20
    top = image.height() - 20 - line * len(rows) - 12
    painter = QPainter(image)
    painter.setRenderHint(QPainter.Antialiasing)
    painter.setPen(QColor("#b9b4a7"))
    painter.setBrush(QColor(255, 255, 255, 225))
    painter.drawRoundedRect(QRectF(left, top, width, line * len(rows) + 12), 6, 6)
    painter.setFont(QFont("DejaVu Sans", 11))
    for number, (shape, filled, colour, words) in enumerate(rows):
        y = top + 6 + line * number + line / 2
        painter.setPen(QPen(QColor("white" if filled else colour), 1 if filled else 2.2))
        painter.setBrush(QColor(colour) if filled else QColor("white"))
        painter.save()
        painter.translate(left + 22, y)
        if shape == "diamond":
            painter.rotate(45)
            painter.drawRect(QRectF(-6.5, -6.5, 13, 13))
        else:
            radius = 6 if filled else 8
            painter.drawEllipse(QRectF(-radius, -radius, 2 * radius, 2 * radius))
        painter.restore()
        painter.setPen(QColor("#333333"))
        painter.drawText(QRectF(left + 44, y - line / 2, width - 50, line), Qt.AlignVCenter, words)
    painter.end()


def settings_of(layers, area, width, height, background=None):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    area.grow(max(area.width(), area.height(), 1.0) * 0.001)
    settings.setExtent(area)
    settings.setOutputSize(QSize(width, height))
    settings.setOutputDpi(108 if width > 600 else 96)
    settings.setBackgroundColor(background or QColor("white"))
    settings.setFlag(QgsMapSettings.Antialiasing)
    return settings


def drawn(settings):
    image = QImage(settings.outputSize(), QImage.Format_RGB32)
    image.fill(settings.backgroundColor())
    painter = QPainter(image)
    job = QgsMapRendererCustomPainterJob(settings, painter)
    job.start()
    job.waitForFinished()
    painter.end()
    return image


def main(words):
    if len(words) not in (3, 4) or words[0] not in ("check", "styled", "draw"):
        print(__doc__)
        return 2
    application = QgsApplication([], False)
    application.initQgis()
    done = {"check": check, "styled": styled, "draw": draw}[words[0]](*words[1:])
    application.exitQgis()
    return 0 if done else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
