using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.OpenApi.Tests;

/// <summary>Every code is told of, under its status, with an example.</summary>
public sealed class ErrorAnswerTests
{
    private static int[] Failures =>
    [
        .. typeof(InterconnCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(code => (int)code.GetRawConstantValue()!).Where(code => code != 0).Order(),
    ];

    private static IEnumerable<InterconnEndpoint> Endpoints => InterconnEndpoints.All;

    [Test]
    public void ErrorCode_OfTheDocument_NamesEveryCode()
    {
        JsonObject codes = Document.Target("#/components/schemas/ErrorCode");
        Assert.That(codes["enum"]!.AsArray().Select(code => (int)code!), Is.EqualTo(Failures));
        foreach (int code in Failures)
        {
            Assert.That((string)codes["description"]!, Does.Contain($"\n- {code}: "));
        }
    }

    [TestCaseSource(nameof(Endpoints))]
    public void Failures_OfAnOperation_StandUnderTheirStatus(InterconnEndpoint endpoint)
    {
        JsonObject responses = Document.Operation(endpoint)["responses"]!.AsObject();
        foreach ((string status, JsonNode? response) in responses.Where(response => response.Key != "200"))
        {
            JsonObject media = Document.Media(Document.Follow(response!));
            foreach ((string code, JsonNode? example) in media["examples"]!.AsObject())
            {
                Assert.That(code, Does.StartWith(status));
                Assert.That((int)example!["value"]!["code"]!, Is.EqualTo(int.Parse(code, CultureInfo.InvariantCulture)));
                Assert.That(SchemaCheck.Findings(media["schema"]!, example["value"]), Is.Empty);
            }
        }
    }

    [TestCaseSource(nameof(Endpoints))]
    public void Failures_OfAnOperation_AreThoseThatItsMethodAndSignatureLet(InterconnEndpoint endpoint)
    {
        // docs/errors.md. Permits are spent on routes of a host's own.
        int[] everywhere = [40001, 40002, 40101, 40102, 40301, 40306, 40401, 41301, 41501, 42901, 50001, 50101, 50301];
        int[] expected =
        [
            .. everywhere,
            .. endpoint.Section == "3.7" ? Array.Empty<int>() : [40004],
            .. endpoint.Section == "3.6" ? Array.Empty<int>() : [40903],
            .. endpoint.Method == "POST" ? [40003, 40801, 40901, 40902] : Array.Empty<int>(),
        ];

        IEnumerable<string> told = Document.Operation(endpoint)["responses"]!.AsObject().Where(response => response.Key != "200")
            .SelectMany(response => Document.Media(Document.Follow(response.Value!))["examples"]!.AsObject().Select(example => example.Key));

        Assert.That(told.Select(code => int.Parse(code, CultureInfo.InvariantCulture)), Is.EquivalentTo(expected));
    }
}
