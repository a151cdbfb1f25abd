namespace Interconn.Sdk.Fuxi.Tests.PublicApi;

public sealed class PublicApiTests() : PublicApiFixture(typeof(FuxiClient).Assembly);
