// SPDX-License-Identifier: AGPL-3.0-or-later
// Ant Design with our tokens, our language and the nonce of this page. hashPriority and the transformer are what Chromium 86 needs:
// without them everything is unstyled and nothing reports it.
import { legacyLogicalPropertiesTransformer, StyleProvider } from '@ant-design/cssinjs';
import { ConfigProvider, Modal, type TableColumnsType } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, useRef, type ReactNode } from 'react';
import { useVoice } from '../shared/language.tsx';
import { fontFamily, tokens } from '../shared/tokens.ts';

function pageNonce(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined;
}

// Libraries that measure or lock scrolling make style elements of their own and forget the nonce. Scripts are only ours here, so what they
// make is given it. Done once, before anything is drawn.
function giveStylesTheNonce(nonce: string): void {
  const create = document.createElement.bind(document) as (tag: string, options?: ElementCreationOptions) => HTMLElement;
  document.createElement = ((tag: string, options?: ElementCreationOptions) => {
    const element = create(tag, options);
    if (tag.toLowerCase() === 'style') element.nonce = nonce;
    return element;
  }) as typeof document.createElement;
}

const nonce = pageNonce();
if (nonce) giveStylesTheNonce(nonce);

const theme = {
  token: {
    colorPrimary: tokens.primary, colorInfo: tokens.info, colorSuccess: tokens.done, colorWarning: tokens.waiting, colorError: tokens.danger,
    colorLink: tokens.primary, colorTextBase: tokens.ink, colorTextSecondary: tokens.muted, colorTextTertiary: tokens.muted, colorTextDescription: tokens.muted,
    colorTextPlaceholder: tokens.muted, colorBgLayout: tokens.page, colorBgContainer: tokens.surface, colorBorder: tokens['line-strong'],
    colorBorderSecondary: tokens.line, controlItemBgActive: tokens.tint, controlItemBgHover: tokens.page, fontFamily, fontSize: 14, lineHeight: 1.6,
    borderRadius: 8, controlHeight: 36, motionDurationFast: '0.08s', motionDurationMid: '0.12s', motionDurationSlow: '0.15s', wireframe: false,
  },
  components: { Table: { headerBg: tokens.page, headerColor: tokens.muted, rowHoverBg: tokens.page, cellPaddingBlock: 10 } },
} as const;

export function AntdTheme({ children }: { children: ReactNode }) {
  const { language } = useVoice();
  const popups = useRef<HTMLDivElement>(null);
  useEffect(() => {
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  }, [language]);
  return (
    <StyleProvider hashPriority="high" transformers={[legacyLogicalPropertiesTransformer]}>
      <ConfigProvider
        theme={theme}
        locale={language === 'zh' ? zhCN : enUS}
        {...(nonce ? { csp: { nonce } } : {})}
        getPopupContainer={() => popups.current ?? document.body}
      >
        {children}
        {/* Dialogs and panels stand here, so that the lock screen hides them with the rest. */}
        <div ref={popups} />
      </ConfigProvider>
    </StyleProvider>
  );
}

// On a phone a row is a card and each cell says its heading (console.css).
export function labelled<T>(columns: TableColumnsType<T>): TableColumnsType<T> {
  return columns.map((column) => ({ ...column, onCell: () => ({ 'data-label': typeof column.title === 'string' ? column.title : '' }) as object }));
}

// With a keyboard at hand the first field is where one begins; on a touch screen it would only call the keys over the text.
function toFirstField(box: HTMLElement | null): void {
  if (!box || !window.matchMedia('(pointer: fine)').matches || box.contains(document.activeElement)) return;
  box.querySelector<HTMLElement>('input:not([type="checkbox"]):not([type="radio"]):not(:disabled), textarea')?.focus();
}

// A dialog of the console. What is written in it is gone only when it is closed on purpose.
export function Box({ title, onClose, children, wide = false }: { title: ReactNode; onClose: () => void; children: ReactNode; wide?: boolean }) {
  const body = useRef<HTMLDivElement>(null);
  return (
    <Modal open title={title} onCancel={onClose} footer={null} width={wide ? 860 : 560} mask={{ closable: false }} destroyOnHidden afterOpenChange={(open) => open && toFirstField(body.current)}>
      <div className="stack" ref={body}>{children}</div>
    </Modal>
  );
}
