package io.casgate.gateway.s3.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import io.casgate.gateway.s3.error.S3Error;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the documents that clients send. Document types, entities and deep nesting are refused; the size is the
 * caller's to bound. Numeric references to control characters are taken (as in &amp;#x1;): keys contain them, and AWS
 * reads what it writes.
 */
public final class XmlReader {
    private static final int MAX_DEPTH = 16;
    private static final WstxInputFactory FACTORY = factory();

    private XmlReader() {}

    /**
     * The root element of {@code document}, which must be named {@code root}.
     *
     * @throws io.casgate.gateway.s3.error.S3Exception MalformedXML
     */
    public static XmlElement read(byte[] document, String root) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
            try {
                XmlElement element = readDocument(reader);
                if (!element.name().equals(root)) {
                    throw S3Error.MALFORMED_XML.exception();
                }
                return element;
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw S3Error.MALFORMED_XML.exception();
        }
    }

    private static XmlElement readDocument(XMLStreamReader reader) throws XMLStreamException {
        int event = reader.next();
        while (event != XMLStreamConstants.START_ELEMENT) {
            if (event == XMLStreamConstants.DTD) {
                throw S3Error.MALFORMED_XML.exception();
            }
            event = reader.next();
        }
        XmlElement root = readElement(reader);
        while (reader.hasNext()) {
            reader.next();
        }
        return root;
    }

    private static XmlElement readElement(XMLStreamReader reader) throws XMLStreamException {
        String name = reader.getLocalName();
        StringBuilder text = new StringBuilder();
        List<XmlElement> children = new ArrayList<>();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(readElement(reader));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return new XmlElement(name, text.toString(), children);
                }
                case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
                default -> throw S3Error.MALFORMED_XML.exception();
            }
        }
    }

    private static WstxInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // Else errors in text come from getText, as exceptions of another kind.
        factory.getConfig().doParseLazily(false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 16);
        factory.setProperty(WstxInputProperties.P_ALLOW_XML11_ESCAPED_CHARS_IN_XML10, true);
        return factory;
    }
}
