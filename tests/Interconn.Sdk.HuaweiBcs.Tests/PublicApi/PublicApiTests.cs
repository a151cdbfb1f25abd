namespace Interconn.Sdk.HuaweiBcs.Tests.PublicApi;

public sealed class PublicApiTests() : PublicApiFixture(typeof(HuaweiBcsClient).Assembly);
