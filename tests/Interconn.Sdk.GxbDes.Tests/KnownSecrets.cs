using Interconn.Sdk.GxbDes.Tests.Signing;
using Interconn.Sdk.TestHosting.Secrets;

[assembly: KnownSecrets(GrapheneKeyTests.PublishedWif)]
