namespace Interconn.Sdk.EntityFrameworkCore.Tests.PublicApi;

public sealed class PublicApiTests() : PublicApiFixture(typeof(INodeChangeInterceptor<>).Assembly);
