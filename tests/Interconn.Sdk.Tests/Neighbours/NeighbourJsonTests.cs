using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Interconn.Sdk.Neighbours;
using Interconn.Sdk.Transport;

namespace Interconn.Sdk.Tests.Neighbours;

/// <summary>The JSON of systems whose documents are no schemas.</summary>
public sealed partial class NeighbourJsonTests
{
    [TestCase("""{"name":"a"}""")]
    [TestCase("""{"more":{"deep":[1,2]},"name":"a"}""")]
    public void Read_WithMembersThatAreNotKnown_PassesThemOver(string json) => Assert.That(Read(json).Name, Is.EqualTo("a"));

    [TestCase("", "is empty")]
    [TestCase("null", "is null")]
    [TestCase("{", "at '$'")]
    [TestCase("""{"name":1}""", "at '$.name'")]
    [TestCase("""{"name":"a","name":"b"}""", "documented shape")]
    [TestCase("""{"name":"\ud800"}""", "at '$.name'")]
    [TestCase("""{"\ud800":1,"name":"a"}""", "documented shape")]
    [TestCase("""{"map":{"\ud800":"a"},"name":"a"}""", "documented shape")]
    [TestCase("""{"free":{"a":"\ud800"},"name":"a"}""", "at '$.free'")]
    [TestCase("""{"free":{"\ud800":1},"name":"a"}""", "at '$.free'")]
    [TestCase("""[]""", "documented shape")]
    public void Read_OfWhatIsNot_SaysWhere(string json, string says) =>
        Assert.That(Assert.Throws<NeighbourJsonException>(() => Read(json))!.Message, Does.Contain(says));

    [Test]
    public void Read_OfBytesThatAreNoText_SaysSo() => Assert.That(
        Assert.Throws<NeighbourJsonException>(() => NeighbourJson.Read([.. "{\"name\":\""u8, 0xff, .. "\"}"u8], TestJson.Context.Named))!.Message,
        Does.StartWith("is no JSON"));

    [Test]
    public void Read_OfAPathWithControlCharacters_WritesNoneOfThem()
    {
        string message = Assert.Throws<NeighbourJsonException>(() => Read("{\"map\":{\"a\\r\\nb\":{}}}"))!.Message;
        Assert.That(message.Any(char.IsControl), Is.False, message);
    }

    [Test]
    public void Write_OfChinese_KeepsItReadable() => Assert.That(
        JsonSerializer.Serialize(new Named("普惠金融 <a+b>"), TestJson.Context.Named), Is.EqualTo("""{"name":"普惠金融 <a+b>"}"""));

    [TestCase("""{"a":"x"}""", "x")]
    [TestCase("""{"a":12.50}""", "12.50")]
    [TestCase("""{"a":null}""", null)]
    [TestCase("""{"a":{}}""", null)]
    [TestCase("""{"b":1}""", null)]
    [TestCase("""{"a":"\ud800"}""", null)]
    public void TextOf_AMember_IsItsTextOrNumber(string json, string? text) =>
        Assert.That(NeighbourJson.TextOf(NeighbourJson.TryReadObject(Answer(json))!.Value, "a"), Is.EqualTo(text));

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("<html>")]
    public void TryReadObject_OfSomethingElse_IsNull(string body) => Assert.That(NeighbourJson.TryReadObject(Answer(body)), Is.Null);

    [Test]
    public void TryReadObject_OfWhatWasTooLarge_IsNull() => Assert.That(NeighbourJson.TryReadObject(Answer(null)), Is.Null);

    private static Named Read(string json) => NeighbourJson.Read(Encoding.UTF8.GetBytes(json), TestJson.Context.Named);

    private static HttpAnswer Answer(string? body)
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.OK);
        return new HttpAnswer(answer.StatusCode, answer.Headers, "application/json", namesType: true, body is null ? null : Encoding.UTF8.GetBytes(body));
    }

    internal sealed record Named([property: JsonPropertyName("name")] string Name)
    {
        [JsonPropertyName("free")]
        public JsonElement? Free { get; init; }

        [JsonPropertyName("map")]
        public IReadOnlyDictionary<string, string>? Map { get; init; }
    }

    [JsonSerializable(typeof(Named))]
    internal sealed partial class TestJson : JsonSerializerContext
    {
        public static TestJson Context { get; } = new(NeighbourJson.CreateOptions());
    }
}
