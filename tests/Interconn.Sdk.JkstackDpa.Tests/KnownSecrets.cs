using Interconn.Sdk.JkstackDpa.Tests;
using Interconn.Sdk.TestHosting.Secrets;

[assembly: KnownSecrets(TestDpa.ClientSecret, TestDpa.Code, TestDpa.Token)]
