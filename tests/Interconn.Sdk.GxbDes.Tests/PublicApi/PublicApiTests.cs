namespace Interconn.Sdk.GxbDes.Tests.PublicApi;

public sealed class PublicApiTests() : PublicApiFixture(typeof(GxbDesClient).Assembly);
