namespace Interconn.Sdk.JkstackDpa.AspNetCore.Tests.PublicApi;

public sealed class PublicApiTests() : PublicApiFixture(typeof(IDpaCallbackHandler).Assembly);
