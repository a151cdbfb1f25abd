using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Interconn.Sdk.Signing;

namespace Interconn.Sdk.Tests.Signing;

/// <summary>Revocation lists that leave a question open are refused as a whole (RFC 5280, section 5).</summary>
[TestFixture]
public sealed class RevocationListReaderTests
{
    private const string Sha256WithEcdsa = "1.2.840.10045.4.3.2";
    private const string CrlNumber = "2.5.29.20";
    private const string DeltaIndicator = "2.5.29.27";
    private const string IssuingDistributionPoint = "2.5.29.28";
    private const string CertificateIssuer = "2.5.29.29";
    private const string Reason = "2.5.29.21";
    private static readonly TestAuthority Root = new("root");
    private static readonly X500DistinguishedName Issuer = new("CN=root");

    [Test]
    public void Read_WhatTheFrameworkBuilds_IsReadWithDatesAndSerials()
    {
        X509Certificate2 revoked = Root.IssueNode("n");
        RevocationList list = RevocationListReader.Read(Root.List(revoked)).Single();
        Assert.That((list.ThisUpdate, list.NextUpdate), Is.EqualTo((TestAuthority.From, TestAuthority.From.AddDays(60))));
        Assert.That(list.Lists(revoked), Is.True);
        Assert.That(list.IsSignedBy(Root.Certificate), Is.True);
    }

    [Test]
    public void Read_HandWrittenListOfThisTest_IsRead()
    {
        Assert.That(() => RevocationListReader.Read(new Draft().Encode()), Throws.Nothing);
        Assert.That(() => RevocationListReader.Read(new Draft { ListExtension = CrlNumber, EntryExtension = Reason }.Encode()), Throws.Nothing);
    }

    public static IEnumerable<TestCaseData> Refused()
    {
        yield return Case("Delta", new Draft { ListExtension = DeltaIndicator });
        yield return Case("PartOfWhatWasIssued", new Draft { ListExtension = IssuingDistributionPoint });
        yield return Case("ForOtherIssuers", new Draft { EntryExtension = CertificateIssuer });
        yield return Case("UnknownExtension", new Draft { ListExtension = "1.2.3.4" });
        yield return Case("UnknownExtensionOfAnEntry", new Draft { EntryExtension = "1.2.3.4" });
        yield return Case("WithoutAnEnd", new Draft { HasNextUpdate = false });
        yield return Case("Version3", new Draft { Version = 2 });
        yield return Case("Sha1", new Draft { InnerOid = "1.2.840.10045.4.1", OuterOid = "1.2.840.10045.4.1" });
        yield return Case("Md5", new Draft { InnerOid = "1.2.840.113549.1.1.4", OuterOid = "1.2.840.113549.1.1.4" });
        yield return Case("TwoAlgorithms", new Draft { InnerOid = "1.2.840.10045.4.3.3" });
        yield return Raw("Nothing", []);
        yield return Raw("Text", "hello"u8.ToArray());
        yield return Raw("ByteBehind", [.. new Draft().Encode(), 0]);
        yield return Raw("CutShort", new Draft().Encode()[..^1]);
        yield return Raw("Certificate", Root.Certificate.RawData);
        yield return Raw("PemOfACertificate", Encoding.ASCII.GetBytes(Root.Certificate.ExportCertificatePem()));
        yield return Raw("BerLength", Ber(new Draft().Encode()));
        yield return Raw("TooLarge", new byte[RevocationListReader.MaxBytes + 1]);

        static TestCaseData Case(string name, Draft draft) => Raw(name, draft.Encode());

        static TestCaseData Raw(string name, byte[] content) => new TestCaseData(content).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Refused))]
    public void K74_Read_ListThatLeavesAQuestionOpen_IsRefused(byte[] content)
    {
        Assert.That(() => RevocationListReader.Read(content), Throws.InstanceOf<CryptographicException>());
    }

    [Test]
    public void K74_IsSignedBy_AnythingChanged_IsFalse()
    {
        byte[] list = Root.List(Root.IssueNode("n"));
        int serial = list.AsSpan().IndexOf(Root.Certificate.SubjectName.RawData) + Root.Certificate.SubjectName.RawData.Length;
        int changed = 0;
        for (int i = serial; i < list.Length; i++)
        {
            byte[] forged = [.. list];
            forged[i] ^= 1;
            try
            {
                Assert.That(RevocationListReader.Read(forged).Single().IsSignedBy(Root.Certificate), Is.False, $"byte {i}");
                changed++;
            }
            catch (CryptographicException)
            {
                // Not even a list any more.
            }
        }

        Assert.That(changed, Is.GreaterThan(50));
    }

    // A length in two bytes where one would do.
    private static byte[] Ber(byte[] der)
    {
        Assert.That(der[1], Is.EqualTo(0x81), "The draft has 128 to 255 bytes.");
        return [0x30, 0x82, 0, .. der[2..]];
    }

    private sealed record Draft
    {
        public int Version { get; init; } = 1;

        public string InnerOid { get; init; } = Sha256WithEcdsa;

        public string OuterOid { get; init; } = Sha256WithEcdsa;

        public bool HasNextUpdate { get; init; } = true;

        public string? ListExtension { get; init; }

        public string? EntryExtension { get; init; }

        public byte[] Encode()
        {
            var writer = new AsnWriter(AsnEncodingRules.DER);
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                {
                    writer.WriteInteger(Version);
                    WriteAlgorithm(writer, InnerOid);
                    writer.WriteEncodedValue(Issuer.RawData);
                    writer.WriteUtcTime(TestAuthority.From);
                    if (HasNextUpdate)
                    {
                        writer.WriteUtcTime(TestAuthority.Until);
                    }

                    using (writer.PushSequence())
                    using (writer.PushSequence())
                    {
                        writer.WriteInteger(BigInteger.One);
                        writer.WriteUtcTime(TestAuthority.From);
                        WriteExtension(writer, EntryExtension);
                    }

                    if (ListExtension is not null)
                    {
                        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                        {
                            WriteExtension(writer, ListExtension);
                        }
                    }
                }

                WriteAlgorithm(writer, OuterOid);
                writer.WriteBitString(new byte[64]);
            }

            return writer.Encode();
        }

        private static void WriteAlgorithm(AsnWriter writer, string oid)
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(oid);
            }
        }

        private static void WriteExtension(AsnWriter writer, string? oid)
        {
            if (oid is null)
            {
                return;
            }

            using (writer.PushSequence())
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(oid);
                writer.WriteOctetString([5, 0]);
            }
        }
    }
}
