// Reads the test results (trx) and the coverage (cobertura) of a run and prints one line of each. A line of src/ counts as covered where any
// test project covered it.
#:property PublishAot=false
using System.Globalization;
using System.Xml.Linq;

string folder = args[0];
double bound = double.Parse(args[1], CultureInfo.InvariantCulture);

int passed = 0;
int failed = 0;
int skipped = 0;
foreach (string file in Directory.EnumerateFiles(folder, "*.trx", SearchOption.AllDirectories))
{
    XElement counters = XDocument.Load(file).Descendants().First(element => element.Name.LocalName == "Counters");
    passed += Number(counters, "passed");
    failed += Number(counters, "executed") - Number(counters, "passed");
    skipped += Number(counters, "total") - Number(counters, "executed");
}

var lines = new Dictionary<(string File, int Line), bool>();
foreach (string file in Directory.EnumerateFiles(folder, "coverage.cobertura.xml", SearchOption.AllDirectories))
{
    XDocument coverage = XDocument.Load(file);
    string[] sources = [.. coverage.Descendants("source").Select(source => source.Value)];
    foreach (XElement type in coverage.Descendants("class"))
    {
        string path = Absolute(sources, (string)type.Attribute("filename")!);
        if (!path.Contains("/src/", StringComparison.Ordinal) || path.Contains("/obj/", StringComparison.Ordinal))
        {
            continue;
        }

        foreach (XElement line in type.Descendants("line"))
        {
            var key = (path, Number(line, "number"));
            lines[key] = lines.GetValueOrDefault(key) || Number(line, "hits") > 0;
        }
    }
}

foreach (var project in lines.GroupBy(line => Project(line.Key.File)).OrderBy(group => group.Key, StringComparer.Ordinal))
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{project.Key}: {Percent(project):F1}% of {project.Count()} lines covered"));
}

double percent = Percent(lines);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Line coverage of src/: {percent:F1}% (at least {bound}%)"));
Console.WriteLine($"{skipped} skipped: what they say for it stands in the results");
Console.WriteLine($"{passed} passed, {failed} failed");
return failed == 0 && passed > 0 && percent >= bound ? 0 : 1;

static int Number(XElement element, string name) => int.Parse((string?)element.Attribute(name) ?? "0", CultureInfo.InvariantCulture);

static double Percent(IEnumerable<KeyValuePair<(string File, int Line), bool>> lines) =>
    100.0 * lines.Count(line => line.Value) / Math.Max(1, lines.Count());

static string Project(string path) => path[(path.LastIndexOf("/src/", StringComparison.Ordinal) + 5)..].Split('/')[0];

static string Absolute(string[] sources, string name) =>
    Path.IsPathRooted(name) ? name : sources.Select(source => Path.Combine(source, name)).FirstOrDefault(File.Exists) ?? "/" + name;
