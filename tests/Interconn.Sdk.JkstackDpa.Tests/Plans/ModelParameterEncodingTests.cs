using System.Text.Json;
using Interconn.Sdk.JkstackDpa.Plans;

namespace Interconn.Sdk.JkstackDpa.Tests.Plans;

/// <summary>What becomes of the parameters of models in a form (4), before it is percent-encoded.</summary>
public sealed class ModelParameterEncodingTests
{
    [TestCase("""{"a":"text"}""", "modelVarReq[0].mapParam[a]=text")]
    [TestCase("""{"a.b":"x","c":"y"}""", "modelVarReq[0].mapParam[a.b]=x", "modelVarReq[0].mapParam[c]=y")]
    [TestCase("""{"n":12.50,"t":true,"f":false}""", "modelVarReq[0].mapParam[n]=12.50", "modelVarReq[0].mapParam[t]=true", "modelVarReq[0].mapParam[f]=false")]
    [TestCase("""{"nothing":null,"a":""}""", "modelVarReq[0].mapParam[a]=")]
    [TestCase("""{"list":[1,"b"],"object":{"c":null}}""", "modelVarReq[0].mapParam[list]=[1,\"b\"]", "modelVarReq[0].mapParam[object]={\"c\":null}")]
    [TestCase("""{}""")]
    [TestCase("""null""")]
    [TestCase("""[{"name":"a","value":1},{"name":"b"}]""", "modelVarReq[0].mapParam[0].name=a", "modelVarReq[0].mapParam[0].value=1", "modelVarReq[0].mapParam[1].name=b")]
    [TestCase("""["x","y"]""", "modelVarReq[0].mapParam[0]=x", "modelVarReq[0].mapParam[1]=y")]
    public void Spring_OfParameters_NamesEachAsSpringBindsIt(string mapParam, params string[] fields) =>
        Assert.That(Fields(ModelParameterEncodings.Spring, new ModelVariables { MapParam = JsonElement.Parse(mapParam) }), Is.EqualTo(fields));

    [Test]
    public void Spring_OfSeveralModels_CountsThem() => Assert.That(
        Fields(ModelParameterEncodings.Spring, new ModelVariables { ModelId = "m1" }, new ModelVariables(), new ModelVariables { ModelId = "m3" }),
        Is.EqualTo(new[] { "modelVarReq[0].modelId=m1", "modelVarReq[2].modelId=m3" }));

    [TestCase("""{"":1}""")]
    [TestCase("""{"a[0]":1}""")]
    [TestCase("""[{"a]":1}]""")]
    public void Spring_OfANameThatCannotBeSaid_ThrowsAndNamesTheOtherEncoding(string mapParam)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Fields(ModelParameterEncodings.Spring, new ModelVariables { MapParam = JsonElement.Parse(mapParam) }))!;
        Assert.That(exception.Message, Does.Contain("ModelParameterEncodings.JsonText"));
    }

    [Test]
    public void JsonText_OfModels_IsOneFieldInWhichEveryValueKeepsItsKind() => Assert.That(
        Fields(
            ModelParameterEncodings.JsonText,
            new ModelVariables { ModelId = "m1", MapParam = JsonElement.Parse("""{"a[0]":[1,null,"工作"]}""") },
            new ModelVariables { ModelId = "m2" }),
        Is.EqualTo(new[] { """modelVarReq=[{"modelId":"m1","mapParam":{"a[0]":[1,null,"工作"]}},{"modelId":"m2"}]""" }));

    private static string[] Fields(IModelParameterEncoding encoding, params ModelVariables[] models) =>
        [.. encoding.Encode(models).Select(static field => $"{field.Key}={field.Value}")];
}
